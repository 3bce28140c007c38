package dev.tenantry.identity.link;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.NodeScript;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.OidcProvider.Fault;
import dev.tenantry.support.OidcProvider.Someone;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** The methods of the published client that few frontends use, where addresses are confirmed. */
class SupabaseMoreTests extends ConfirmingApiTest {

    private final OidcProvider provider = OidcProvider.shared();

    @Test
    void answersTheRestOfTheClientUnmodified() {
        var admin = member(address());
        People.promote(UUID.fromString(admin.at("/user/id")));
        provider.letIn(Someone.anybody(), Fault.NONE);

        var steps = NodeScript.run("supabase-more.mjs", "http://localhost:" + port(),
                "a-service-key-that-is-known-to-tests-alone", admin.at("/access_token"), UUID.randomUUID().toString(),
                number(), idToken(), idToken());

        assertThat(steps).hasSize(15);
    }

    private String idToken() {
        return provider.idToken(Someone.anybody(), Fault.NONE, null, null);
    }
}
