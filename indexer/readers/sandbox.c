/* sandbox.c: takes from the reader program everything that reading a file does not need. */
#include "indexer/readers/formats.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#endif

/* A sanitizer's shadow memory is address space of its own kind. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define LIMIT_SPACE 0
#else
#define LIMIT_SPACE 1
#endif

#define KEPT (16 << 20) /* bytes freed that are not given back */

bool sandbox_limit(size_t memory)
{
    struct rlimit space = {memory, memory}, none = {0, 0};
#ifdef SYS_close_range
    syscall(SYS_close_range, 3u, ~0u, 0u); /* what the indexer's host left open is none of our business */
#endif
    return (!LIMIT_SPACE || !setrlimit(RLIMIT_AS, &space)) && !setrlimit(RLIMIT_CORE, &none) &&
           !setrlimit(RLIMIT_FSIZE, &none);
}

void sandbox_settle(void)
{
    setenv("TZ", "UTC0", 1); /* else libarchive has libc look for /etc/localtime at every file in a zip */
#ifdef M_TRIM_THRESHOLD
    mallopt(M_TRIM_THRESHOLD, KEPT); /* the next file wants it again, and each page of it costs a fault */
    mallopt(M_TOP_PAD, KEPT);        /* and as much stays where more is given back */
    mallopt(M_MMAP_THRESHOLD, KEPT / 2);
#endif
}

bool sandbox_time(unsigned seconds)
{
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &limit))
        return false;
    limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
    return !setrlimit(RLIMIT_CPU, &limit);
}

#ifdef MACHINE

/* What may be called with any arguments: memory, time, the socket that is open, and ending. */
static const uint32_t allowed[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_recvfrom, SYS_sendto, SYS_close, SYS_lseek, SYS_fstat, SYS_munmap,
    SYS_brk, SYS_mremap, SYS_madvise, SYS_futex, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_clock_gettime, SYS_gettimeofday, SYS_getrandom, SYS_getpid, SYS_gettid, SYS_sched_yield, SYS_getrusage,
    SYS_prlimit64, SYS_exit, SYS_exit_group, SYS_tgkill, SYS_restart_syscall, SYS_uname, SYS_sysinfo,
#ifdef SYS_getrlimit
    SYS_getrlimit, SYS_setrlimit,
#endif
#ifdef SYS_newfstatat
    SYS_newfstatat,
#endif
#if !LIMIT_SPACE
    SYS_pipe2, /* how a sanitizer finds out whether an object can be read before it looks at its type */
#endif
};
#define ALLOWED (sizeof allowed / sizeof *allowed)

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Everything else is refused with EACCES, which libraries take for a missing file. Memory never becomes code. */
bool sandbox_close(void)
{
    struct sock_filter filter[ALLOWED * 2 + 16] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 4),
        LOAD(args[2]), /* the low half: both machines are little-endian */
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),
        REFUSE,
        ALLOW,
    };
    unsigned short count = 10;
    for (size_t i = 0; i < ALLOWED; i++) {
        filter[count++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, allowed[i], 0, 1);
        filter[count++] = (struct sock_filter)ALLOW;
    }
    filter[count++] = (struct sock_filter)REFUSE;
    struct sock_fprog program = {count, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return false;
    /* A kernel that was built without filters says EINVAL: the limits and the process of its own remain. */
    return !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) || errno == EINVAL || errno == ENOSYS;
}

#else

bool sandbox_close(void)
{
    return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

#endif
