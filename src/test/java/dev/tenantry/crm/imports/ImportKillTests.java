package dev.tenantry.crm.imports;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ChildApplication;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports in a process that is killed in the middle of them: each goes on by itself and comes to what it would have. */
@Tag("crash")
class ImportKillTests {

    private static final String SECRET = "a secret for imports that are killed";
    private static final int ROWS = 3000;
    private static final List<Integer> KILLED_AT = List.of(700, 1800);

    private final DirtyPipeline file = new DirtyPipeline("X", ROWS);

    @Test
    void losesNoRowAndDoublesNoneHoweverOftenItDies(@TempDir Path folder) throws SQLException {
        try (var postgres = EmbeddedDatabase.startDisposable(folder.resolve("postgres"),
                Path.of("target", "postgres"))) {
            var application = new ChildApplication(folder, settings(postgres));
            try {
                application.rehearse();
                var signUp = application.api().post("/auth/v1/signup", """
                        {"email":"kill@example.test","password":"correct horse battery staple"}""").expect(200);
                var api = application.api().bearer(signUp.at("/access_token"));
                var id = upload(new Importing(api));
                application.stop();

                application.start();
                try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), "tenantry_app",
                        new MasterSecret(SECRET).derivePassword("tenantry_app"));
                        var context = connection.prepareStatement("select set_config('app.org_id', ?, false)")) {
                    context.setString(1, Tokens.organization(signUp.at("/access_token")).toString());
                    context.execute();
                    var database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                    tryOut(application, api, id, database);
                    run(application, api, id, database);
                }
            } finally {
                application.stop();
            }
        }
    }

    private static Map<String, String> settings(EmbeddedDatabase postgres) {
        var settings = new HashMap<String, String>();
        settings.put("spring.datasource.url", postgres.jdbcUrl());
        settings.put("spring.datasource.username", postgres.ownerUsername());
        settings.put("spring.datasource.password", postgres.ownerPassword());
        settings.put("tenantry.secret", SECRET);
        settings.put("tenantry.identity.password-cost", "4");
        settings.put("tenantry.identity.auto-confirm", "true");
        settings.put("tenantry.imports.chunk-size", "100");
        settings.put("tenantry.imports.lease", "1s");
        settings.put("tenantry.imports.poll", "100ms");
        return settings;
    }

    private String upload(Importing importing) {
        var uploaded = importing.upload("opportunities", file.text()).expect(201);
        importing.map(uploaded, mapping -> mapping.put("events", true)).expect(200);
        return uploaded.id();
    }

    /** A dry run that is taken over begins anew, and neither counts twice nor leaves anything behind. */
    private void tryOut(ChildApplication application, Api api, String id, JdbcClient database) {
        api.send("PUT", "/api/v1/imports/" + id + "/dry-run", null).expect(202);
        killAt(1000, application, id, database);
        application.start();

        assertOutcome(new Importing(api).await(id, "dry-run", "completed"), id, database);
        assertThat(count(database, "opportunities")).isZero();
        assertThat(count(database, "companies")).isZero();
        assertThat(count(database, "audit_logs where resource_type in ('opportunity', 'company')")).isZero();
    }

    private void run(ChildApplication application, Api api, String id, JdbcClient database) {
        api.send("PUT", "/api/v1/imports/" + id + "/run", null).expect(202);
        for (var rows : KILLED_AT) {
            killAt(rows, application, id, database);
            application.start();
        }

        assertOutcome(new Importing(api).await(id, "run", "completed"), id, database);
        var created = file.created();
        assertThat(count(database, "opportunities")).isEqualTo(created);
        assertThat(count(database, "(select distinct external_id from opportunities) as deals")).isEqualTo(created);
        assertThat(count(database, "opportunity_stage_history")).isEqualTo(created);
        assertThat(count(database, "audit_logs where action_type = 'opportunity.created'")).isEqualTo(created);
        assertThat(count(database, "audit_logs where action_type = 'opportunity.updated'")).isZero();
        assertThat(count(database, "domain_events where event_name = 'opportunity.created'")).isEqualTo(created);
        assertThat(count(database, "activities where kind = 'opportunity.created' and subject_type = 'opportunity'"))
                .isEqualTo(created);
        assertThat(count(database, "companies")).isEqualTo(file.companies());
        assertThat(count(database, "audit_logs where action_type = 'company.created'")).isEqualTo(file.companies());
    }

    private void assertOutcome(Answer imported, String id, JdbcClient database) {
        assertThat(Importing.figures(imported)).containsExactly((long) file.created(), 0L, (long) file.repeated(),
                (long) file.failed());
        assertThat(imported.json().at("/progress/read").asInt()).isEqualTo(ROWS);
        assertThat(imported.json().at("/progress/createdCompanies").asInt()).isEqualTo(file.companies());
        assertThat(database.sql("select line from import_errors where import_id = ? order by line")
                .param(Long.valueOf(id))
                .query(Long.class)
                .list()).isEqualTo(file.faults().stream().map(DirtyPipeline.Fault::line).toList());
    }

    private static void killAt(int rows, ChildApplication application, String id, JdbcClient database) {
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (read(id, database) < rows) {
            assertThat(System.nanoTime()).as("the import does not go on").isLessThan(deadline);
            Importing.pause();
        }
        application.kill();
        assertThat(read(id, database)).as("killed in the middle").isBetween(rows, ROWS - 1);
    }

    private static int read(String id, JdbcClient database) {
        return database.sql("select rows_read from imports where id = ?")
                .param(Long.valueOf(id))
                .query(Integer.class)
                .single();
    }

    /** @param rows one of the constants of this class */
    private static long count(JdbcClient database, String rows) {
        return database.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
