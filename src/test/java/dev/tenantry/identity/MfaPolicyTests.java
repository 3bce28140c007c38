package dev.tenantry.identity;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens where an organization demands a second factor. */
class MfaPolicyTests extends ApiTest {

    @Test
    void refusesWhatIsTheOrganizationsUntilASecondFactorIsUsed() throws Exception {
        var person = people.signUp();
        demand(person.organizationId(), true, List.of());

        var refused = refusal(person);
        var raised = Authenticator.enrol(api, person).person();

        assertThat(refused.at("/code")).isEqualTo("mfa-required");
        assertThat(refused.at("/detail")).contains("second factor");
        raised.api().get("/api/v1/contacts").expect(200);
        raised.api().get("/api/v1/organization").expect(200);
        // The same session by its older token proves no more than that token did.
        assertThat(refusal(person).at("/code")).isEqualTo("mfa-required");
    }

    @Test
    void leavesWhatIsThePersonsOwnOpen() throws Exception {
        var person = people.signUp();
        demand(person.organizationId(), true, List.of());
        refusal(person);

        person.api().get("/api/v1/profile").expect(200);
        person.api().get("/auth/v1/user").expect(200);
        var state = person.api().get("/api/v1/profile/second-factor").expect(200);
        assertThat(state.at("/isEnforcedByPolicy")).isEqualTo("true");
    }

    @Test
    void asksSessionsForTheFactorThatTheirPersonHas() throws Exception {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        demand(person.organizationId(), true, List.of());
        var elsewhere = people.signIn(person.email());

        assertThat(refusal(elsewhere).at("/code")).isEqualTo("mfa-required");
        var answer = Authenticator.verify(elsewhere.api(), enrolled.factorId(), enrolled.codes().code(1)).expect(200);

        api.bearer(answer.at("/access_token")).get("/api/v1/contacts").expect(200);
    }

    @Test
    void refusesAgainOnceTheFactorIsGone() throws Exception {
        var person = people.signUp();
        var enrolled = Authenticator.enrol(api, person);
        demand(person.organizationId(), true, List.of());
        enrolled.person().api().get("/api/v1/contacts").expect(200);

        enrolled.person().api().delete("/auth/v1/factors/" + enrolled.factorId()).expect(200);

        assertThat(refusal(enrolled.person()).at("/code")).isEqualTo("mfa-required");
    }

    @Test
    void demandsItOfSomeRolesAlone() throws Exception {
        var owner = people.signUp();
        var viewer = people.signUpInto(owner, "viewer");
        demand(owner.organizationId(), false, List.of("viewer"));

        assertThat(refusal(viewer).at("/code")).isEqualTo("mfa-required");
        owner.api().get("/api/v1/contacts").expect(200);
        people.switchTo(viewer, personal(viewer)).api().get("/api/v1/contacts").expect(200);
    }

    private UUID personal(Person person) {
        return people.signIn(person.email()).organizationId();
    }

    /** Policies take effect within a second. */
    private static Answer refusal(Person person) throws InterruptedException {
        var giveUp = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        var answer = person.api().get("/api/v1/contacts");
        while (answer.status() != 403 && System.nanoTime() < giveUp) {
            Thread.sleep(50);
            answer = person.api().get("/api/v1/contacts");
        }
        return answer.expect(403);
    }

    private static void demand(UUID organization, boolean ofAll, List<String> roles) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        """
                        insert into sign_in_policies (organization_id, mfa_required, mfa_required_roles) values (?, ?, ?)""")) {
            statement.setObject(1, organization);
            statement.setBoolean(2, ofAll);
            statement.setArray(3, connection.createArrayOf("text", roles.toArray()));
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
