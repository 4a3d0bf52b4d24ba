#include "CFileState.h"
