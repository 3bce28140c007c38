package dev.tenantry.crm.imports;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

/** An import of an organization that is suspended stops behind the chunk that it is at, and goes on from there. */
class ImportRestTests extends ApiTest {

    private static final int ROWS = 3_000;

    @Autowired
    @Qualifier("workerPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool worker;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private List<WaitingWork> waiting;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Api admin = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void meet() {
        var superAdmin = people.signUp();
        People.promote(superAdmin.userId());
        admin = superAdmin.api();
        person = people.signUp();
        importing = new Importing(person.api());
    }

    @Test
    void stopsBehindItsChunkAndGoesOnFromThere() {
        var id = start(companies(ROWS));
        importing.await(id, now -> now.json().at("/progress/read").asInt() > 0);

        suspend();
        // Somebody else's, which is younger.
        var other = new Importing(people.signUp().api());
        other.run("companies", companies(700));
        var read = read(id);
        other.run("companies", companies(700));

        assertThat(read).isBetween(1, ROWS - 1);
        assertThat(read(id)).isEqualTo(read);
        assertThat(isClaimed()).isFalse();
        admin.delete(suspension()).expect(204);
        var completed = importing.await(id, "completed");
        assertThat(figures(completed)).containsExactly((long) ROWS, 0L, 0L, 0L);
        assertThat(person.api().get("/api/v1/companies?total=true&limit=1").expect(200).at("/total"))
                .isEqualTo(Integer.toString(ROWS));
    }

    /** What waits for quotas is asked again whenever somebody changes one, of whatever organization. */
    @Test
    void filesOfWhatDoesNotRunStayWhateverWaitsForQuotas() {
        var done = start(companies(2));
        importing.await(done, "completed");
        var uploaded = uploaded(companies(3));

        waiting.forEach(WaitingWork::askAgain);
        importing.run("companies", companies(4));

        assertThat(person.api().get("/api/v1/imports/" + done).expect(200).json().has("fileDeletedAt")).isFalse();
        assertThat(read(uploaded)).isZero();
        run(uploaded);
        assertThat(figures(importing.await(uploaded, "completed"))).containsExactly(0L, 0L, 3L, 0L);
    }

    private String start(String file) {
        var id = uploaded(file);
        run(id);
        return id;
    }

    private String uploaded(String file) {
        var uploaded = importing.upload("companies", file).expect(201);
        importing.map(uploaded, mapping -> mapping).expect(200);
        return uploaded.id();
    }

    private void run(String id) {
        person.api().send("PUT", "/api/v1/imports/" + id + "/run", null).expect(202);
    }

    private static String companies(int count) {
        return IntStream.range(0, count)
                .mapToObj("C-%1$d,Company %1$d"::formatted)
                .collect(Collectors.joining("\n", "externalId,name\n", "\n"));
    }

    private void suspend() {
        admin.put(suspension(), "{\"reason\": \"unpaid\"}").expect(204);
    }

    private String suspension() {
        return "/admin/organizations/" + person.organizationId() + "/suspension";
    }

    /** Whoever is kept out cannot look. */
    private int read(String id) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var query = connection.prepareStatement("select rows_read from imports where id = ?")) {
            query.setLong(1, Long.parseLong(id));
            var found = query.executeQuery();
            found.next();
            return found.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private boolean isClaimed() {
        return worker.jdbc()
                .sql("select count(*) from import_queue where organization_id = ? and leased_by is not null")
                .param(person.organizationId())
                .query(Long.class)
                .single() > 0;
    }
}
