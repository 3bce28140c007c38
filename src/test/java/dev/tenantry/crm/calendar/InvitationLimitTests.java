package dev.tenantry.crm.calendar;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

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
