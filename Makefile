# Cordon's commands for people who build it. `make help` lists them; CONTRIBUTING.md says when to use which.

SHELL         := /bin/bash
.SHELLFLAGS   := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX       ?= /usr/local
DESTDIR      ?=
FUZZ_SECONDS ?= 60
SOAK_SECONDS ?= 900

# One set of flags per scratch folder: switching flags in one folder builds everything anew.
# The standard library is linked in, so that the installed program runs on machines without Swift.
RELEASE := -c release --static-swift-stdlib
BIN      = $$(swift build $(RELEASE) --show-bin-path)
SHARE    = $(DESTDIR)$(PREFIX)/share
MAN_PAGES     := $(wildcard Documentation/man/*.[1-8])
SWIFT_FOLDERS = Package.swift Sources Tests Benchmarks FuzzTesting

# In CI, and only there, a warning of the compiler is an error.
ifeq ($(CI),true)
export CORDON_STRICT := 1
endif

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | \
	  while IFS='|' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

.PHONY: set-up
set-up: ## Check Swift and install what is missing (as root), or print the line that does
	@Scripts/set-up build

.PHONY: build
build: set-up
	swift build $(RELEASE) --product cordon
	swift build $(RELEASE) --product cordon-worker
	swift build $(RELEASE) --product cordon-netfilter

.PHONY: run
run: build ## Check this machine for all built-in advisories; exit 0 when there is a verdict, whatever it is
	@Scripts/run-check "$(BIN)/cordon"

.PHONY: stop
stop: ## End what `make run` left in the background
	@echo "Nothing to stop: this version of Cordon leaves nothing running in the background."

.PHONY: test
test: ## Run every test: the scripts', then the package's
	@Scripts/set-up develop
	python3 -B -m unittest discover --start-directory Scripts/tests --buffer
	swift build --build-tests
	Scripts/run-tests

.PHONY: check
check: ## Hold the repository against its own rules, one line a rule
	@Scripts/set-up develop
	@Scripts/check

.PHONY: reference
reference: ## Write the generated references anew (CommandReference.md, man/*.1)
	@Scripts/set-up develop
	swift build --product cordon
	Scripts/generate-command-reference "$$(swift build --show-bin-path)/cordon"
	Scripts/generate-man-pages "$$(swift build --show-bin-path)/cordon"

.PHONY: bench
bench: build ## Measure in release and write Benchmarks/RESULTS.md
	@Scripts/set-up develop
	CORDON_BENCHMARKS=1 swift build $(RELEASE) --scratch-path .build-bench --product cordon-bench
	Scripts/bench-engines ".build-bench/release/cordon-bench"
	Scripts/bench-check "$(BIN)/cordon"
	Scripts/bench-check "$(BIN)/cordon" --scope /usr --section folder
	Scripts/bench-trees "$(BIN)/cordon"
	Scripts/bench-scan "$(BIN)/cordon"
	Scripts/bench-scan "$(BIN)/cordon" --cold
	Scripts/bench-jars ".build-bench/release/cordon-bench"
	Scripts/bench-workers ".build-bench/release/cordon-bench" "$(BIN)/cordon-worker"
	Scripts/bench-walk ".build-bench/release/cordon-bench"
	Scripts/bench-processes ".build-bench/release/cordon-bench"
	Scripts/bench-rules ".build-bench/release/cordon-bench" "$(BIN)/cordon-worker"
	Scripts/bench-verify "$(BIN)/cordon"
	Scripts/bench-quarantine "$(BIN)/cordon"
	Scripts/bench-isolation "$(BIN)/cordon-netfilter"

.PHONY: fuzz
fuzz: ## Fuzz every parser for FUZZ_SECONDS each (default 60)
	@Scripts/set-up develop
	FUZZ_SECONDS=$(FUZZ_SECONDS) Scripts/fuzz

.PHONY: soak
soak: build ## Long runs: every parser for SOAK_SECONDS (default 900), repeated checks; figures to RESULTS.md
	@Scripts/set-up develop
	FUZZ_SECONDS=$(SOAK_SECONDS) Scripts/fuzz --record
	Scripts/soak-check "$(BIN)/cordon"

.PHONY: install
install: build ## Install the program, its worker, its packet-filter process, its advisories, manual pages and completions below PREFIX (default /usr/local)
	install -D -m 755 "$(BIN)/cordon" "$(DESTDIR)$(PREFIX)/bin/cordon"
	install -D -m 755 "$(BIN)/cordon-worker" "$(DESTDIR)$(PREFIX)/libexec/cordon/cordon-worker"
	install -D -m 755 "$(BIN)/cordon-netfilter" "$(DESTDIR)$(PREFIX)/libexec/cordon/cordon-netfilter"
	if command -v strip > /dev/null; then \
	  strip "$(DESTDIR)$(PREFIX)/bin/cordon" "$(DESTDIR)$(PREFIX)/libexec/cordon/cordon-worker" \
	  "$(DESTDIR)$(PREFIX)/libexec/cordon/cordon-netfilter"; fi
	rm -rf "$(SHARE)/cordon/advisories"
	install -d "$(SHARE)/cordon/advisories"
	install -m 644 Advisories/*.yaml "$(SHARE)/cordon/advisories/"
	for page in $(MAN_PAGES); do install -D -m 644 "$$page" "$(SHARE)/man/man$${page##*.}/$${page##*/}"; done
	install -d "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	"$(BIN)/cordon" completion bash > "$(SHARE)/bash-completion/completions/cordon"
	"$(BIN)/cordon" completion zsh > "$(SHARE)/zsh/site-functions/_cordon"
	"$(BIN)/cordon" completion fish > "$(SHARE)/fish/vendor_completions.d/cordon.fish"

.PHONY: uninstall
uninstall: ## Remove what `make install` put below PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/cordon"
	rm -rf "$(DESTDIR)$(PREFIX)/libexec/cordon"
	rm -rf "$(SHARE)/cordon"
	rm -f "$(SHARE)"/man/man[1-8]/cordon.[1-8] "$(SHARE)"/man/man[1-8]/cordon-*.[1-8]
	rm -f "$(SHARE)/bash-completion/completions/cordon" "$(SHARE)/zsh/site-functions/_cordon"
	rm -f "$(SHARE)/fish/vendor_completions.d/cordon.fish"

.PHONY: format
format: ## Format all Swift code
	swift format --in-place --parallel --recursive $(SWIFT_FOLDERS)

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf .build .build-bench .build-fuzz
