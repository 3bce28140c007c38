package dev.tenantry.access.rule;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.access.address.Allowlist;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance knows what another one has changed. */
class AccessPolicyCacheTests extends ApiTest {

    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    @Autowired
    private AccessPolicyReader reader;

    @Test
    void hearsWhatHasChangedElsewhereAndAsksWhileItWouldNot() {
        var owner = people.signUp();
        var other = new AccessPolicyCache(worker, reader);
        assertThat(other.of(owner.organizationId())).isNull();
        var entry = owner.api().post("/api/v1/address-rules", "{\"address\": \"127.0.0.1\"}").expect(201);
        Awaitility.await()
                .untilAsserted(() -> assertThat(other.of(owner.organizationId()))
                        .satisfies(rules -> assertThat(rules.of(Allowlist.class).orElseThrow().size()).isEqualTo(1)));

        other.start();
        try {
            Awaitility.await().until(other::isListening);
            owner.api()
                    .put("/api/v1/address-policy",
                            "{\"whitelistEnforced\": true, \"approvalRequired\": false, \"unknownLocations\": \"admit\"}")
                    .expect(200);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(other.of(owner.organizationId()))
                            .satisfies(rules -> assertThat(rules.of(Allowlist.class).orElseThrow().isEnforced())
                                    .isTrue()));
            owner.api().delete("/api/v1/address-rules/" + entry.id() + "?confirmLockout=true").expect(204);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(other.of(owner.organizationId()))
                            .satisfies(rules -> assertThat(rules.of(Allowlist.class).orElseThrow().size()).isZero()));
        } finally {
            other.stop();
        }
    }
}
