package dev.tenantry.crm.report;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What reports tell of random work is what plain SQL finds, one figure at a time, beyond row security. */
class PlainSqlTests extends ApiTest {

    private static final String PERIOD = "from=2020-03-10&to=2020-06-20";
    private static final String STARTED = "coalesce(o.started_on, (o.created_at at time zone 'UTC')::date) between '2020-03-10' and '2020-06-20'";
    private static final String CLOSED = "o.closed_on between '2020-03-10' and '2020-06-20'";
    private static final String DEALS = """
            from opportunities o where o.organization_id = ? and o.deleted_at is null and o.pipeline_id = s.pipeline_id and (%s)""";
    /** One stage a row: pipeline, name, entered, reached, left, lost. */
    private static final String FUNNEL = """
            select p.name || '/' || s.name || ' ' ||
                (select count(*) %1$s and exists (select from opportunity_stage_history h where h.opportunity_id = o.id and h.stage_id = s.id))
                || ' ' || case when s.kind = 'lost' then '' else (select count(*) %1$s and (s.position = 1 or o.status = 'won' or exists (
                    select from opportunity_stage_history h join pipeline_stages t on t.id = h.stage_id
                    where h.opportunity_id = o.id and t.pipeline_id = o.pipeline_id
                      and (t.kind = 'won' or s.kind = 'open' and t.kind = 'open' and t.position >= s.position)))) ::text end
                || ' ' || (select count(*) %1$s and o.stage <> s.name
                    and exists (select from opportunity_stage_history h where h.opportunity_id = o.id and h.stage_id = s.id))
                || ' ' || (select count(*) %1$s and o.status = 'lost' and s.id = (
                    select h.stage_id from opportunity_stage_history h where h.opportunity_id = o.id and h.left_at is not null
                    order by h.id desc limit 1))
            from pipelines p join pipeline_stages s on s.pipeline_id = p.id
            where p.organization_id = ? and exists (select %1$s) order by 1""";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void figuresEqualThoseOfPlainSql(long seed) throws SQLException {
        var work = new RandomWork(people, seed).done();
        var api = work.owner.api();

        funnelsEqualPlainSql(api, work.owner.organizationId());
        change(api);
        funnelsEqualPlainSql(api, work.owner.organizationId());
        assertThat(reasons(api.get("/api/v1/reports/lost-reasons?" + PERIOD).expect(200).json())).isEqualTo(told("""
                select coalesce(r.name, '-') || ' ' || count(*) || ' ' || round(sum(o.amount * case o.currency when 'EUR' then 1.1 else 1 end), 2)
                from opportunities o left join lost_reasons r on r.id = o.lost_reason_id
                where o.organization_id = ? and o.deleted_at is null and o.status = 'lost' and
                """ + CLOSED + " group by r.name order by 1", work.owner.organizationId()));
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(members(api.get("/api/v1/reports/activity?by=day&from=%s&to=%s"
                .formatted(today.minusDays(1), today)).expect(200).json()))
                .isEqualTo(told("""
                        select coalesce(m.id::text, '-') || ' ' ||
                            (select count(*) from tasks t where t.organization_id = g.id and t.completed_at is not null and t.assignee_id is not distinct from m.id)
                            || ' ' || (select count(*) from notes n where n.organization_id = g.id and n.author_id is not distinct from m.id)
                            || ' ' || (select count(*) from opportunities o where o.organization_id = g.id and o.deleted_at is null
                                       and o.owner_id is not distinct from m.id)
                        from organizations g cross join (select user_id as id, organization_id from organization_members
                            union all select null, id from organizations) m
                        where g.id = ? and m.organization_id = g.id order by 1""",
                        work.owner.organizationId()));
        assertThat(won(api.get("/api/v1/reports/activity?by=month&" + PERIOD).expect(200).json())).isEqualTo(told("""
                select to_char(o.closed_on, 'YYYY-MM') || ' ' || coalesce(o.owner_id::text, '-') || ' ' || count(*)
                from opportunities o where o.organization_id = ? and o.deleted_at is null and o.status = 'won' and
                """ + CLOSED + " group by to_char(o.closed_on, 'YYYY-MM'), o.owner_id", work.owner.organizationId()));
    }

    private void funnelsEqualPlainSql(Api api, UUID organization) throws SQLException {
        for (var cohort : List.of("started", "closed")) {
            var funnel = api.get("/api/v1/reports/funnel?cohort=" + cohort + "&" + PERIOD).expect(200).json();
            var sql = FUNNEL.formatted(DEALS.formatted(cohort.equals("started") ? STARTED : CLOSED));
            assertThat(stages(funnel)).as(cohort).isNotEmpty().isEqualTo(told(sql, organization));
        }
    }

    /** Of months that have been counted before. */
    private static void change(Api api) {
        var deals = api.get("/api/v1/opportunities?limit=200").expect(200).json().path("results");
        var asked = deals.valueStream()
                .filter(deal -> deal.path("status").asString().equals("open"))
                .filter(deal -> deal.path("startedOn").asString("").compareTo("2020-03-10") >= 0)
                .map(deal -> "/api/v1/opportunities/" + deal.path("id").asString())
                .toList();
        assertThat(asked).hasSizeGreaterThan(2);
        api.delete(asked.getFirst()).expect(204);
        api.patch(asked.get(1), "{\"startedOn\": \"2019-01-01\"}").expect(200);
        api.patch(asked.getLast(), "{\"startedOn\": \"2020-06-20\"}").expect(200);
    }

    private static List<String> stages(JsonNode funnel) {
        return funnel.at("/pipelines")
                .valueStream()
                .flatMap(pipeline -> pipeline.at("/stages")
                        .valueStream()
                        .map(stage -> "%s/%s %d %s %d %d".formatted(pipeline.at("/pipeline").asString(),
                                stage.at("/stage").asString(), stage.at("/entered").asLong(),
                                stage.at("/reached").asString(""), stage.at("/left").asLong(),
                                stage.at("/lost").asLong())))
                .sorted()
                .toList();
    }

    private static List<String> reasons(JsonNode report) {
        return report.at("/reasons")
                .valueStream()
                .map(part -> part.at("/reason").asString("-") + " " + part.at("/deals").asLong() + " "
                        + part.at("/amount/amount").asString())
                .sorted()
                .toList();
    }

    private static List<String> members(JsonNode report) {
        return report.at("/members")
                .valueStream()
                .map(part -> part.at("/memberId").asString("-") + " " + part.at("/counts/tasksCompleted").asLong() + " "
                        + part.at("/counts/notesWritten").asLong() + " " + part.at("/counts/dealsCreated").asLong())
                .sorted()
                .toList();
    }

    private static List<String> won(JsonNode report) {
        return report.at("/periods")
                .valueStream()
                .flatMap(period -> period.at("/members")
                        .valueStream()
                        .filter(member -> member.at("/counts/dealsWon").asLong() > 0)
                        .map(member -> period.at("/from").asString().substring(0, 7) + " "
                                + member.at("/memberId").asString("-") + " " + member.at("/counts/dealsWon").asLong()))
                .sorted()
                .toList();
    }

    /** The organization is each of its parameters. */
    private static List<String> told(String sql, UUID organization) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            for (var place = 1; place <= statement.getParameterMetaData().getParameterCount(); place++) {
                statement.setObject(place, organization);
            }
            var rows = statement.executeQuery();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines.stream().sorted().toList();
    }
}
