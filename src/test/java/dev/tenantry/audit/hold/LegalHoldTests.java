package dev.tenantry.audit.hold;

import java.sql.Statement;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class LegalHoldTests extends ApiTest {

    private static final String LOG = "/api/v1/audit-logs?filter=resourceType%5Beq%5D:contact";
    private static final String LIFTING = "{\"reason\": \"settled\"}";

    @Autowired
    private HeldErasures erasures;

    /** And shows it to nobody: it goes once nothing is held any more, the same as ever. */
    @Test
    void keepsWhatWasErased() throws Exception {
        var owner = people.signUp();
        var admin = admin();
        var contact = owner.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201).id();
        owner.api().patch("/api/v1/contacts/" + contact, "{\"name\": \"Zora II\"}").expect(200);
        owner.api().post("/api/v1/contacts", "{\"name\": \"Ada\"}").expect(201);
        admin.put(hold(owner), "{\"reason\": \"case 1\"}").expect(200);

        owner.api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(kept(owner, "Zora")).isEqualTo(2);
        var held = owner.api().get(LOG).expect(200);
        assertThat(held.text()).contains("\"erased\":true", "Ada").doesNotContain("Zora");
        assertThat(erasures.forget()).as("while it is held").isZero();
        admin.put(hold(owner) + "/lifting", LIFTING).expect(204);
        assertThat(shown(owner.api().get(LOG).expect(200))).isEqualTo(shown(held));
        while (erasures.forget() > 0) {
            Thread.onSpinWait();
        }
        assertThat(kept(owner, "Zora")).isZero();
        assertThat(kept(owner, "Ada")).isEqualTo(1);
        assertThat(shown(owner.api().get(LOG).expect(200))).isEqualTo(shown(held));
    }

    /** The log outlives its organization, and what was said of its people goes once it may. */
    @Test
    void keepsALogWhoseAccountIsGone() throws Exception {
        var owner = people.signUp();
        var admin = admin();
        owner.api().post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
        admin.put(hold(owner), "{\"reason\": \"case 2\"}").expect(200);

        admin.send("DELETE", "/auth/v1/admin/users/" + owner.userId(), "{\"should_soft_delete\": false}").expect(200);

        assertThat(kept(owner, "Zora")).isEqualTo(1);
        admin.put(hold(owner) + "/lifting", LIFTING).expect(204);
        while (erasures.forget() > 0) {
            Thread.onSpinWait();
        }
        assertThat(kept(owner, "Zora")).isZero();
    }

    /** Who is told since when it holds is told the truth, and what it was said to be for before. */
    @Test
    void holdsSinceItWasPlacedWhateverItIsSaidToBeForLater() {
        var owner = people.signUp();
        var admin = admin();
        var placed = admin.put(hold(owner), "{\"reason\": \"case 4\"}").expect(200);

        var restated = admin.with("If-Match", placed.header("ETag"))
                .put(hold(owner), "{\"reason\": \"case 5\"}")
                .expect(200);

        assertThat(restated.at("/placedAt")).isEqualTo(placed.at("/placedAt"));
        assertThat(restated.at("/placedBy")).isEqualTo(placed.at("/placedBy"));
        var listed = owner.api().get(LOG.replaceFirst("[?].*", "") + "?filter=actionType%5Beq%5D:legal-hold.updated");
        var entry = owner.api().get("/api/v1/audit-logs/" + listed.expect(200).at("/results/0/id")).expect(200);
        assertThat(entry.at("/oldValues/reason")).isEqualTo("case 4");
        assertThat(entry.at("/newValues/reason")).isEqualTo("case 5");
        assertThat(entry.at("/changes/0")).isEqualTo("reason");
    }

    /** Once it is placed no erasure that has begun before takes anything. */
    @Test
    void waitsForErasuresUnderWay() throws Exception {
        var owner = people.signUp();
        var admin = admin();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var erasing = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            erasing.execute("select app.hold_values('%s', 'contact', '{1}')".formatted(owner.organizationId()));

            var placing = threads.submit(() -> admin.put(hold(owner), "{\"reason\": \"case 3\"}").expect(200));
            while (!isWaitedFor(erasing)) {
                Thread.onSpinWait();
            }

            assertThat(placing.isDone()).isFalse();
            connection.commit();
            placing.get();
        }
    }

    private static boolean isWaitedFor(Statement holder) throws Exception {
        try (var waiting = holder.executeQuery(
                "select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))")) {
            return waiting.next();
        }
    }

    private static String hold(Person owner) {
        return "/admin/organizations/" + owner.organizationId() + "/legal-hold";
    }

    private Api admin() {
        var person = people.signUp();
        People.promote(person.userId());
        return people.signIn(person.email()).api();
    }

    private static String shown(Answer log) {
        return log.json().path("results").toString();
    }

    /** @return of how many entries the values have the text */
    private static int kept(Person owner, String text) throws Exception {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.prepareStatement(
                        """
                        select count(*) from audit_logs where organization_id = ?::uuid and concat(old_values, new_values) like '%' || ? || '%'""")) {
            query.setString(1, owner.organizationId().toString());
            query.setString(2, text);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
