package dev.tenantry.shared.tenancy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;

import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Statements behave as the driver's own do, whether they carry the context or follow it. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantStatementTests {

    private Probe probe;

    @BeforeAll
    void open(@Autowired ConfigurableApplicationContext application) {
        probe = new Probe(application);
    }

    @AfterAll
    void close() throws Exception {
        probe.close();
    }

    @AfterEach
    void empty() {
        probe.empty();
    }

    @Test
    void anErrorInTheFirstStatementIsTheStatementsOwn() {
        var id = Probe.A.call(() -> probe.writing(() -> probe.insert("first")));

        assertThatThrownBy(() -> Probe.A.run(() -> probe.writing(() -> probe.jdbc
                .sql("insert into probe.notes (organization_id, id) values (app.org_id(), ?)")
                .param(id)
                .update()))).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> Probe.A.run(() -> probe.reading(
                () -> probe.jdbc.sql("select no_such_column from probe.notes").query().listOfRows())))
                .hasMessageContaining("no_such_column");
        assertThat(Probe.A.call(probe::count)).isOne();
    }

    @Test
    void batchesOfAnyLengthWriteTheirRows() {
        for (var length : List.of(1, 2, 5)) {
            var counts = Probe.A.call(() -> probe.writing(() -> new JdbcTemplate(probe.dataSource).batchUpdate(
                    "insert into probe.notes (organization_id, id, body) values (app.org_id(), ?, ?)",
                    IntStream.range(0, length).mapToObj(i -> new Object[]{Ids.next(), "batch " + i}).toList())));

            assertThat(counts).hasSize(length);
            assertThat(Probe.A.call(probe::bodies))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, length).mapToObj(i -> "batch " + i).toList());
            probe.empty();
        }
    }

    @Test
    void aBatchHeldBackIsSentWhenAnotherStatementComesFirst() {
        Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
            try (var batch = connection.prepareStatement(
                    "insert into probe.notes (organization_id, id, body) values (app.org_id(), ?, ?)")) {
                batch.setObject(1, Ids.next());
                batch.setString(2, "batched");
                batch.addBatch();
                probe.insert(connection, "between");
                assertThat(batch.executeBatch()).containsExactly(1);
                batch.setObject(1, Ids.next());
                batch.setString(2, "dropped");
                batch.addBatch();
                batch.clearBatch();
                assertThat(batch.executeBatch()).isEmpty();
            }
        })));

        assertThat(Probe.A.call(probe::bodies)).containsExactlyInAnyOrder("batched", "between");
    }

    @Test
    void entitiesAreWrittenInBatchesWithTheirVersions() {
        var notes = IntStream.range(0, 3).mapToObj(i -> new Note(Ids.next(), "note " + i)).toList();
        Probe.A.run(() -> probe.writing(() -> notes.forEach(probe.entities::persist)));

        Probe.A.run(() -> probe.writing(() -> notes.forEach(
                note -> probe.entities.find(Note.class, note.getId()).rewrite("rewritten"))));

        assertThat(Probe.A.call(probe::bodies)).containsOnly("rewritten").hasSize(3);
        assertThat(Probe.A.call(() -> probe.reading(
                () -> probe.entities.find(Note.class, notes.getFirst().getId()).getVersion()))).isOne();
    }

    @Test
    void generatedKeysComeBack() {
        var keys = new GeneratedKeyHolder();

        Probe.A.run(() -> probe.writing(() -> {
            probe.jdbc.sql("insert into probe.notes (organization_id, id) values (app.org_id(), ?)")
                    .param(Ids.next())
                    .update(keys, "number");
        }));

        assertThat(keys.getKeyAs(Long.class)).isPositive();
    }

    @Test
    void aStatementMayBeExecutedAgainWithOtherParameters() {
        Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into probe.notes (organization_id, id, body) values (app.org_id(), ?, ?)")) {
                for (var body : List.of("first", "second")) {
                    insert.setObject(1, Ids.next());
                    insert.setString(2, body);
                    assertThat(insert.executeUpdate()).isOne();
                }
            }
        })));

        assertThat(Probe.A.call(probe::bodies)).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void resultsAreThoseOfTheStatementNotOfTheContext() {
        Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
            try (var select = connection.prepareStatement("select 'mine'")) {
                assertThat(select.execute()).isTrue();
                var rows = select.getResultSet();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("mine");
                assertThat(rows.next()).isFalse();
                assertThat(select.getMoreResults()).isFalse();
                assertThat(select.getUpdateCount()).isEqualTo(-1);
            }
        })));
        Probe.A.run(() -> probe.reading(() -> probe.onConnection(connection -> {
            try (var select = connection.prepareStatement("select ?::text as mine, 2 as two")) {
                assertThat(select.getMetaData().getColumnName(1)).isEqualTo("mine");
                assertThat(select.getParameterMetaData().getParameterCount()).isOne();
            }
        })));
    }

    @Test
    void aStatementOfTheOtherKindIsRefusedAsTheDriverDoes() {
        for (var established : List.of(false, true)) {
            Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
                if (established) {
                    connection.setSavepoint();
                }
                try (var select = connection.prepareStatement("select 1");
                        var update = connection.prepareStatement("update probe.notes set body = ''")) {
                    assertThatThrownBy(select::executeUpdate).isInstanceOf(SQLException.class);
                    assertThatThrownBy(update::executeQuery).isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> select.executeQuery("select 2")).isInstanceOf(SQLException.class);
                }
            })));
        }
    }

    @Test
    void aClosedStatementStaysClosed() {
        Probe.A.run(() -> probe.writing(() -> probe.onConnection(connection -> {
            var statement = connection.prepareStatement("select 1");
            statement.close();
            assertThat(statement.isClosed()).isTrue();
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        })));
    }

    @Test
    void aCursorReadsPageByPageInEveryKindOfTransaction() {
        Probe.A.run(() -> probe.writing(() -> {
            IntStream.range(0, 50).forEach(i -> probe.insert("note " + i));
        }));
        for (var readOnly : List.of(true, false)) {
            for (var pageSize : List.of(1, 7)) {
                var exchanges = probe.exchanges.during(() -> Probe.A.run(
                        () -> probe.transaction(readOnly, TransactionDefinition.ISOLATION_DEFAULT)
                                .executeWithoutResult(_ -> assertThat(readAll(pageSize)).isEqualTo(50))));
                assertThat(exchanges).isGreaterThan(50 / pageSize);
            }
        }
    }

    @Test
    void parametersOfEveryTypeKeepTheirContextHoweverOftenTheyAreSent() {
        Probe.A.run(() -> probe.writing(() -> probe.insert("kept")));
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var settings = List.<Setting>of((s, i) -> s.setString(i, "text"), (s, i) -> s.setLong(i, 1),
                (s, i) -> s.setBigDecimal(i, java.math.BigDecimal.ONE), (s, i) -> s.setBoolean(i, true),
                (s, i) -> s.setBytes(i, new byte[1]), (s, i) -> s.setObject(i, Ids.next()),
                (s, i) -> s.setObject(i, now), (s, i) -> s.setObject(i, now.toLocalDate()),
                (s, i) -> s.setObject(i, now.toLocalDateTime()), (s, i) -> s.setObject(i, now.toLocalTime()),
                (s, i) -> s.setObject(i, now, java.sql.Types.TIMESTAMP_WITH_TIMEZONE),
                (s, i) -> s.setObject(i, "{}", java.sql.Types.OTHER), (s, i) -> s.setObject(i, null),
                (s, i) -> s.setNull(i, java.sql.Types.NULL), (s, i) -> s.setNull(i, java.sql.Types.VARCHAR),
                (s, i) -> s.setNull(i, java.sql.Types.OTHER), (s, i) -> s.setNull(i, java.sql.Types.TIMESTAMP),
                (s, i) -> s.setTimestamp(i, java.sql.Timestamp.from(now.toInstant())),
                (s, i) -> s.setDate(i, java.sql.Date.valueOf(now.toLocalDate())),
                (s, i) -> s.setTime(i, java.sql.Time.valueOf("12:00:00")),
                (s, i) -> s.setArray(i, s.getConnection().createArrayOf("text", new Object[]{"one"})),
                (s, i) -> s.setObject(i, new String[]{"one"}));
        for (var setting : settings) {
            for (var time = 0; time < 12; time++) {
                assertThat(Probe.A.call(() -> probe.reading(() -> probe.onConnection(connection -> {
                    try (var select = connection.prepareStatement(
                            "select body, auth.uid()::text, ?::text is null from probe.notes -- "
                                    + settings.indexOf(setting))) {
                        setting.on(select, 1);
                        var rows = select.executeQuery();
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getString(2)).isEqualTo(String.valueOf(Probe.A.userId()));
                    }
                })))).as("setting %d, time %d", settings.indexOf(setting), time).isTrue();
            }
        }
    }

    private interface Setting {
        void on(PreparedStatement statement, int index) throws SQLException;
    }

    private int readAll(int pageSize) {
        var template = new JdbcTemplate(probe.dataSource);
        template.setFetchSize(pageSize);
        return template.query("select body from probe.notes", (row, _) -> row.getString(1)).size();
    }
}
