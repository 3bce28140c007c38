package dev.tenantry.tenancy;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody takes what they do not have: every way to take rights, by somebody who may use the way and holds less. */
class TakingTests extends ApiTest {

    private static final String ROLES = "/api/v1/roles/";
    private static final String MEMBERS = "/api/v1/organization/members/";

    private record Way(String name, Taking taking) {

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Taking {
        Answer from(TakingTests test);
    }

    private Person host;
    private Person taker;
    private Person holder;
    private String all;

    @BeforeEach
    void somebodyWhoHoldsMoreThanTheTaker() {
        host = people.signUp();
        all = role("All", everything());
        var few = role("Few", "\"members:update\", \"members:read\", \"roles:update\", \"roles:delete\"");
        taker = people.signUp();
        holder = people.signUp();
        People.join(taker.userId(), host.organizationId(), "viewer");
        People.join(holder.userId(), host.organizationId(), "viewer");
        taker = people.switchTo(taker, host.organizationId());
        host.api().put(MEMBERS + taker.userId() + "/roles/" + few, "").expect(200);
        host.api().put(MEMBERS + holder.userId() + "/roles/" + all, "").expect(200);
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("takes the role from the member",
                        test -> test.taker.api().delete(MEMBERS + test.holder.userId() + "/roles/" + test.all)),
                new Way("empties the role", test -> test.taker.api().patch(ROLES + test.all, "{\"permissions\": []}")),
                new Way("puts another in its place",
                        test -> test.taker.api().put(ROLES + test.all, "{\"name\": \"All\", \"permissions\": []}")),
                new Way("lets the role sleep",
                        test -> test.taker.api().patch(ROLES + test.all, "{\"isActive\": false}")),
                new Way("removes the member", test -> test.taker.api().delete(MEMBERS + test.holder.userId())),
                new Way("ends the member's session", TakingTests::endSession));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isRefusedToWhoHoldsLess(Way way) {
        way.taking.from(this).expect(403);

        assertThat(people.switchTo(holder, host.organizationId()).api().get("/api/v1/audit-logs").status())
                .isEqualTo(200);
    }

    private Answer endSession() {
        people.switchTo(holder, host.organizationId());
        var sessions = MEMBERS + holder.userId() + "/sessions";
        return taker.api().delete(sessions + "/" + host.api().get(sessions).expect(200).at("/results/0/id"));
    }

    private String role(String name, String permissions) {
        return host.api()
                .post("/api/v1/roles", "{\"name\": \"%s\", \"permissions\": [%s]}".formatted(name, permissions))
                .expect(201)
                .id();
    }

    private String everything() {
        return host.api()
                .get("/api/v1/permissions")
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(permission -> "\"" + permission.path("name").asString() + "\"")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }
}
