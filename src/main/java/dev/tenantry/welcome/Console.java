package dev.tenantry.welcome;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import dev.tenantry.shared.database.EmbeddedDatabase;

/** Where the application was started, as far as the welcome is concerned. */
@Component
class Console {

    private final Environment environment;
    private final boolean embedded;

    Console(Environment environment, ObjectProvider<EmbeddedDatabase> database) {
        this.environment = environment;
        this.embedded = database.getIfAvailable() != null;
    }

    /** Whether people read it. Structured logs are collected, and a password has no place there. */
    boolean isForPeople() {
        return !StringUtils.hasText(environment.getProperty("logging.structured.format.console"));
    }

    boolean isEmbedded() {
        return embedded;
    }

    String address() {
        return "http://localhost:" + environment.getProperty("local.server.port", "8080");
    }

    /** Of the embedded PostgreSQL; null where there is none. */
    @Nullable
    String dataFolder() {
        return embedded ? environment.getProperty("tenantry.embedded.data-dir", ".data") : null;
    }

    /** Past every log, so that no file of theirs keeps it. */
    void print(String text) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(text);
    }
}
