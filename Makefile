# Makefile: builds, tests and installs daftar. `make help` lists the targets.

prefix ?= /usr/local
exec_prefix ?= $(prefix)
bindir ?= $(exec_prefix)/bin
libdir ?= $(exec_prefix)/lib
libexecdir ?= $(exec_prefix)/libexec
includedir ?= $(prefix)/include
datarootdir ?= $(prefix)/share
datadir ?= $(datarootdir)
mandir ?= $(datarootdir)/man
docdir ?= $(datarootdir)/doc/daftar
INSTALL ?= install

ABI := 0
VERSION := $(shell sed -n 's/^.define DAFTAR_VERSION "\(.*\)"/\1/p' include/daftar.h)
BUILD ?= build$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))
comma := ,
B := $(BUILD)

# ---- flags ----
PKG_CONFIG ?= pkg-config
OPTIMIZE ?= $(if $(SANITIZE),-O1 -fno-omit-frame-pointer,-O2)
sanitize := $(if $(SANITIZE),-fsanitize=$(SANITIZE))
warnings := -Wall -Wextra -Wpedantic $(if $(WERROR),-Werror)
common := $(OPTIMIZE) -g $(sanitize) -fPIC -fvisibility=hidden -pthread -MMD -MP -Iinclude -I. -D_GNU_SOURCE
CFLAGS_ALL = -std=c11 $(common) $(warnings) -fno-semantic-interposition $(shell $(PKG_CONFIG) --cflags icu-uc 2>/dev/null) $(CFLAGS)
CXXFLAGS_ALL = -std=c++17 $(common) $(warnings) $(shell $(PKG_CONFIG) --cflags xapian-core 2>/dev/null) $(CXXFLAGS)
LIBS := -lxapian -lstdc++ -licuuc -licudata -lstemmer -lcld2 -lxxhash -pthread -lm

# ---- sources ----
programs := daftar-index daftar-search daftar-analyze
program_sources := analysis/main.c search/main.c $(wildcard search/present*.c) indexer/main.c indexer/show.c \
                   base/options.c base/json.c
reader_only := $(filter-out indexer/readers/table.c indexer/readers/text.c indexer/readers/markdown.c \
               indexer/readers/client.c indexer/readers/protocol.c,$(wildcard indexer/readers/*.c))
library_sources := $(filter-out $(program_sources) $(reader_only), \
                   $(wildcard base/*.c analysis/*.c store/*.c indexer/*.c indexer/readers/*.c search/*.c))
library_cxx := $(wildcard store/*.cc analysis/*.cc)
generated := $(B)/data/lexemes.c
library_objects := $(library_sources:%.c=$(B)/%.o) $(library_cxx:%.cc=$(B)/%.o)
objects = $(patsubst %.c,$(B)/%.o,$(1))

index_objects := $(call objects,indexer/main.c indexer/show.c base/options.c base/json.c base/buffer.c base/utf8.c)
search_objects := $(call objects,search/main.c $(wildcard search/present*.c) base/options.c base/json.c base/buffer.c base/utf8.c)
analyze_objects := $(call objects,analysis/main.c base/options.c base/buffer.c)

.PHONY: all help
all: $(programs:%=$(B)/%) $(B)/libdaftar.a
help:
	@echo 'make            build the library and the programs in build/'
	@echo 'make demo       set up, build, index corpus/ and ask it about transport diplomacy'
	@echo 'make check      set up, build and run every test'
	@echo 'make unit cli   one kind of test;  lint, bench, evaluate'
	@echo 'make install    to $(prefix) (DESTDIR, prefix);  uninstall, clean, deps'
	@echo 'SANITIZE=address,undefined works with any of them'

# ---- rules ----
$(B)/%.o: %.c | tools
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -c $< -o $@
$(B)/%.o: %.cc | tools
	@mkdir -p $(@D)
	$(CXX) $(CXXFLAGS_ALL) -c $< -o $@

.PHONY: tools
tools:
	@command -v $(CXX) >/dev/null && $(PKG_CONFIG) --exists xapian-core icu-uc || \
	  { echo 'daftar: build tools or libraries are missing: run `make deps`' >&2; exit 1; }

$(B)/libdaftar.so.$(ABI): $(library_objects) libdaftar.map
	$(CXX) -shared $(sanitize) -Wl,-soname,libdaftar.so.$(ABI) -Wl,--version-script=libdaftar.map -Wl,--no-undefined \
	  $(library_objects) $(LDFLAGS) $(LIBS) -o $@
$(B)/libdaftar.so: $(B)/libdaftar.so.$(ABI)
	ln -sf $(<F) $@
$(B)/libdaftar.a: $(library_objects)
	rm -f $@
	$(AR) rcs $@ $^

link = $(CC) $(sanitize) $(filter %.o,$^) -L$(B) -ldaftar '-Wl,-rpath,$$ORIGIN' $(LDFLAGS) -o $@
$(B)/daftar-index: $(index_objects) $(B)/libdaftar.so
	$(link)
$(B)/daftar-search: $(search_objects) $(B)/libdaftar.so
	$(link)
$(B)/daftar-analyze: $(analyze_objects) $(B)/libdaftar.so
	$(link)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

.PHONY: clean
clean:
	rm -rf build build-*
