// Reads questions, one a line: TIME ROLE HOST LEAF SENT ROOTS, certificates in base64, "-" for none.
// Answers with what Mbed TLS 2.28 says: "ok" or its sentences, and in brackets what it could not
// read. The argument "version" asks for its version. What is declared here is its documented
// interface; a certificate is given more room than it needs, so no header is wanted.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef union { unsigned char room[8192]; long align; } Chain;
void mbedtls_version_get_string(char *text);
void mbedtls_strerror(int error, char *text, size_t room);
int mbedtls_base64_decode(unsigned char *, size_t, size_t *, const unsigned char *, size_t);
void mbedtls_x509_crt_init(Chain *);
void mbedtls_x509_crt_free(Chain *);
int mbedtls_x509_crt_parse_der(Chain *, const unsigned char *, size_t);
int mbedtls_x509_crt_verify(Chain *, Chain *, void *, const char *, uint32_t *, void *, void *);
int mbedtls_x509_crt_verify_info(char *, size_t, const char *, uint32_t);
int mbedtls_x509_crt_check_extended_key_usage(const Chain *, const char *, size_t);
int mbedtls_x509_crt_check_key_usage(const Chain *, unsigned);

// The library takes this clock for the C library's.
static time_t now;
time_t time(time_t *place) {
    if (place) *place = now;
    return now;
}

static char unread[65536];

static int read_all(Chain *chain, char *texts, const char *what) {
    int last = 0;
    for (char *rest = texts, *text; (text = strsep(&rest, ",")) && strcmp(text, "-");) {
        size_t length = strlen(text), size = 0;
        unsigned char *der = malloc(length);
        mbedtls_base64_decode(der, length, &size, (unsigned char *)text, length);
        last = mbedtls_x509_crt_parse_der(chain, der, size);
        free(der);
        if (last) {
            char words[256], entry[400];
            mbedtls_strerror(last, words, sizeof words);
            snprintf(entry, sizeof entry, " [%s parse: -0x%04x %s]", what, -last, words);
            strncat(unread, entry, sizeof unread - strlen(unread) - 1);
        }
    }
    return last;
}

static void judge(char *line) {
    char *field[6];
    for (int i = 0; i < 6; i++) field[i] = strsep(&line, " \n");
    now = atoll(field[0]);
    int client = !strcmp(field[1], "client");
    const char *host = client || !strcmp(field[2], "-") ? NULL : field[2];
    Chain chain, roots;
    mbedtls_x509_crt_init(&chain);
    mbedtls_x509_crt_init(&roots);
    unread[0] = 0;
    if (read_all(&chain, field[3], "leaf")) {
        // " [leaf parse: …]" without its brackets.
        unread[strlen(unread) - 1] = 0;
        memmove(unread, unread + 2, strlen(unread + 2) + 1);
        Chain others;
        mbedtls_x509_crt_init(&others);
        read_all(&others, field[4], "intermediate");
        read_all(&roots, field[5], "root");
        puts(unread);
        return;
    }
    read_all(&chain, field[4], "intermediate");
    read_all(&roots, field[5], "root");
    uint32_t flags = 0;
    mbedtls_x509_crt_verify(&chain, &roots, NULL, host, &flags, NULL, NULL);
    const char *usage = client ? "\x2b\x06\x01\x05\x05\x07\x03\x02" : "\x2b\x06\x01\x05\x05\x07\x03\x01";
    // As mbedtls_ssl_check_cert_usage does; a server's key usage depends on the cipher suite.
    if (client && mbedtls_x509_crt_check_key_usage(&chain, 0x80)) flags |= 0x800;
    if (mbedtls_x509_crt_check_extended_key_usage(&chain, usage, 8)) flags |= 0x1000;
    char lines[4096] = "", *rest = lines, *sentence;
    mbedtls_x509_crt_verify_info(lines, sizeof lines, "", flags);
    if (!flags) printf("ok");
    for (int first = 1; flags && (sentence = strsep(&rest, "\n")) && *sentence; first = 0)
        printf("%s%s;", first ? "" : " ", sentence);
    puts(flags ? unread : "");
    mbedtls_x509_crt_free(&chain);
    mbedtls_x509_crt_free(&roots);
}

int main(int count, char **arguments) {
    if (count > 1) {
        char version[64];
        mbedtls_version_get_string(version);
        puts(version);
        return 0;
    }
    char *line = NULL;
    for (size_t room = 0; getline(&line, &room, stdin) > 0;) judge(line);
    return 0;
}
