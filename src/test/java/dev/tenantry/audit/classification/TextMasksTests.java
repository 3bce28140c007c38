package dev.tenantry.audit.classification;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class TextMasksTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mail to ada.lovelace+x@example.test failed                 | mail to [pii] failed",
        "<ädä@bücher.example> is unknown                            | <[pii]> is unknown",
        "ada.Lovelace@cafe is unknown, token=a.Bcd@48a242ce         | [pii] is unknown, token=[restricted]",
        "call +49 (0) 151 2345678 back                              | call [pii] back",
        "Authorization: Bearer abcdef.GHIJKL-123                    | Authorization: [restricted] [restricted]",
        "key sk_live_0123456789abcdef is over                       | key [restricted] is over",
        "{\"client_secret\":\"hunter22\",\"a\":1}                   | {\"client_secret\":\"[restricted]\",\"a\":1}",
        "https://x.test/?a=1&token=abc123&b=2                       | https://x.test/?a=1&token=[restricted]&b=2",
        "token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln was refused | token [restricted] was refused",
        "paid with 4111 1111 1111 1111 today                        | paid with [pci] today",
        "5555-5555-5555-4444                                        | [pci]"})
    void hidesWhatNobodyIsToFindInALog(String line, String hidden) {
        assertThat(TextMasks.masked(line)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run 4111111111111112 of organization 0193a000-0000-7000-8000-000000000001 failed",
        "GET /api/v1/contacts/17 failed",
        "{\"level\":\"INFO\",\"@timestamp\":\"2026-11-30T03:44:56Z\", \"@version\":\"1\"}",
        "the schema is at version 90 after 52 migrations", "1:30 + 2:45", "",
        "Failed to validate connection org.postgresql.jdbc.PgConnection@48a242ce (closed)",
        "HikariProxyConnection@1404928347 wraps it, conn=dev.tenantry.Foo$$Lambda/0x00007e001@3f2a9b.",
        "dev.tenantry.shared.Foo < java.io.IOException (SQLSTATE 23505)", "took 1764460000123 ns"})
    void leavesTheRestAsItIs(String line) {
        assertThat(TextMasks.masked(line)).isEqualTo(line);
    }

    @Test
    void linesAreWrittenWithoutIt() {
        var loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        var lines = new PatternLayoutEncoder();
        lines.setContext(loggers);
        lines.setPattern("%level %msg %X{to} %ex{1}");
        lines.start();
        var event = new LoggingEvent("", loggers.getLogger("dev.tenantry"), Level.WARN, "mail to {}", null,
                new Object[]{"ada@example.test"});

        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("grace@example.test is unknown")));
        event.setMDCPropertyMap(Map.of("to", "zoë@example.test"));

        var written = new String(new MaskedLines(lines).encode(event), StandardCharsets.UTF_8);

        lines.setPattern("%level %-40.40logger{39} : %msg%n");
        lines.start();
        var own = new LoggingEvent("", loggers.getLogger("dev.tenantry.identity.password.Passwords"), Level.INFO,
                "passwords are hashed, password: {}", null, new Object[]{"hunter22"});

        assertThat(new String(new MaskedLines(lines).encode(own), StandardCharsets.UTF_8))
                .endsWith(" : passwords are hashed, password: [restricted]\n");
        assertThat(written).startsWith("WARN mail to [pii] [pii]").contains("[pii] is unknown").doesNotContain("@");
    }
}
