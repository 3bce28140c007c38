package dev.tenantry.crm.calendar;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events with guests where no more mails go out for the organization. */
class InvitationLimitTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private Limits limits;

    @Test
    void areChangedAndDeletedAllTheSame() throws SQLException {
        var owner = people.signUp();
        var as = owner.api();
        var guest = "guest-" + UUID.randomUUID() + "@example.com";
        var id = as.post(EVENTS, "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"}").expect(201).id();
        var path = EVENTS + "/" + id;
        as.put(path + "/attendees", "{\"attendees\":[{\"email\":\"" + guest + "\"}]}").expect(200);
        as.post(path + "/invitations", "").expect(200);
        var organization = owner.organizationId().toString();
        limits.take(Limit.MAILS_PER_ORGANIZATION, organization, limits.most(Limit.MAILS_PER_ORGANIZATION) - 1);

        as.patch(path, "{\"place\":\"Room 2\"}").expect(200);
        assertThat(mails(guest)).isEqualTo(1);
        var refused = as.post(path + "/invitations", "").expect(429);
        assertThat(refused.at("/detail")).contains(limits.most(Limit.MAILS_PER_ORGANIZATION) + " mails", "minutes");
        as.delete(path).expect(204);
        assertThat(mails(guest)).isEqualTo(2);

        as.send("PUT", EVENTS + "/trash/" + id + "/restoration", null).expect(200);
        as.delete(path).expect(204);
        assertThat(mails(guest)).isEqualTo(2);
    }

    @Test
    void areCancelledAllTheSameAndOnce() throws SQLException {
        var owner = people.signUp();
        var as = owner.api();
        var guest = "guest-" + UUID.randomUUID() + "@example.com";
        var id = as.post(EVENTS, "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"}").expect(201).id();
        var path = EVENTS + "/" + id;
        as.put(path + "/attendees", "{\"attendees\":[{\"email\":\"" + guest + "\"}]}").expect(200);
        as.post(path + "/invitations", "").expect(200);
        var organization = owner.organizationId().toString();
        limits.take(Limit.MAILS_PER_ORGANIZATION, organization, limits.most(Limit.MAILS_PER_ORGANIZATION) - 1);

        as.patch(path, "{\"status\":\"cancelled\"}").expect(200);
        assertThat(mails(guest)).isEqualTo(2);
        as.patch(path, "{\"place\":\"Room 2\"}").expect(200);
        as.patch(path, "{\"status\":\"confirmed\"}").expect(200);
        as.patch(path, "{\"status\":\"cancelled\"}").expect(200);
        assertThat(mails(guest)).isEqualTo(2);
    }

    @Test
    void areToldLaterToGuestsWhoHaveHadAsManyMailsAsGoToOneAddress() throws SQLException {
        var owner = people.signUp();
        var as = owner.api();
        var busy = "busy-" + UUID.randomUUID() + "@example.com";
        var other = "other-" + UUID.randomUUID() + "@example.com";
        var path = EVENTS + "/" + as.post(EVENTS, "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"}").expect(201).id();
        as.put(path + "/attendees", "{\"attendees\":[{\"email\":\"%s\"},{\"email\":\"%s\"}]}".formatted(busy, other))
                .expect(200);
        useUp(busy);

        var invited = as.post(path + "/invitations", "").expect(200);
        assertThat(invited.text()).isEqualTo("{\"sent\":1,\"withoutAddress\":0,\"refused\":0,\"waiting\":1}");
        limits.refundUnasked(busy);
        Updates.pass(owner);
        assertThat(templates(busy)).containsExactly("event-invitation");

        useUp(busy);
        as.patch(path, "{\"startDate\":\"2026-03-03\",\"endDate\":\"2026-03-03\"}").expect(200);
        Updates.hurry(owner);
        await().until(() -> templates(other).size() == 2);
        assertThat(templates(busy)).hasSize(1);
        assertThat(Updates.waiting(owner)).isEqualTo(1);
        limits.refundUnasked(busy);
        Updates.pass(owner);
        assertThat(templates(busy)).containsExactly("event-invitation", "event-update");
        assertThat(templates(other)).containsExactly("event-invitation", "event-update");
    }

    private void useUp(String address) {
        while (limits.takeUnasked(address).isZero()) {
            assertThat(address).isNotEmpty();
        }
    }

    private static List<String> templates(String guest) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select template_name from outbound_notifications where recipient = ? order by created_at")) {
            statement.setString(1, guest);
            var rows = statement.executeQuery();
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void arePaidForOnlyWhereAllGo() {
        var owner = people.signUp();
        var as = owner.api();
        var id = as.post(EVENTS, "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"}").expect(201).id();
        var path = EVENTS + "/" + id;
        as.put(path + "/attendees", "{\"attendees\":[{\"email\":\"a-%1$s\"},{\"email\":\"b-%1$s\"}]}"
                .formatted(UUID.randomUUID() + "@example.com")).expect(200);
        var organization = owner.organizationId().toString();
        limits.take(Limit.MAILS_PER_ORGANIZATION, organization, limits.most(Limit.MAILS_PER_ORGANIZATION) - 1);

        as.post(path + "/invitations", "").expect(429);

        assertThat(limits.take(Limit.MAILS_PER_ORGANIZATION, organization)).isZero();
    }

    private static int mails(String guest) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection
                        .prepareStatement("select count(*) from outbound_notifications where recipient = ?")) {
            statement.setString(1, guest);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
