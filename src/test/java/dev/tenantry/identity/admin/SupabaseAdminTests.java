package dev.tenantry.identity.admin;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.NodeScript;

import static org.assertj.core.api.Assertions.assertThat;

/** The client that backends already have, as it is published. */
class SupabaseAdminTests extends ApiTest {

    @Test
    void administersAccountsUnmodified() {
        var steps = NodeScript.run("supabase-admin.mjs", "http://localhost:" + port(), Platform.KEY,
                UUID.randomUUID().toString());

        assertThat(steps).hasSize(13);
    }
}
