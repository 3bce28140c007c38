package dev.tenantry.identity;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.NodeScript;

import static org.assertj.core.api.Assertions.assertThat;

/** Second factors with the client that frontends already have, as it is published. */
class SupabaseMfaTests extends ApiTest {

    @Test
    void enrolsUsesAndRemovesASecondFactorUnmodified() {
        var steps = NodeScript.run("supabase-mfa.mjs", "http://localhost:" + port(),
                UUID.randomUUID() + "@example.test");

        assertThat(steps).hasSize(9);
    }
}
