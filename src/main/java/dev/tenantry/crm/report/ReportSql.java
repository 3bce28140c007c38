package dev.tenantry.crm.report;

/** What the statements of several reports have in common, by the parameters of {@link Question}. */
public final class ReportSql {

    private static final String OWNED = """
            (:owner::uuid is null or %1$s = :owner)
                and (:team::bigint is null or %1$s in (
                    select m.user_id from team_member_history m where m.organization_id = app.org_id() and m.team_id = :team
                        and m.began_at <= :at and (m.valid_until is null or m.valid_until > :at)))""";
    private static final String RATE = """
            (select q.valid_on, q.factor, q.divisor, q.is_inverse from (
                (select x.valid_on, x.rate as factor, 1 as divisor, false as is_inverse from exchange_rate_history x
                 where x.organization_id = app.org_id() and x.from_currency = %1$s and x.to_currency = :home
                   and x.valid_on <= %2$s and x.began_at <= :at and (x.valid_until is null or x.valid_until > :at)
                 order by x.valid_on desc limit 1)
                union all
                (select x.valid_on, 1, x.rate, true from exchange_rate_history x
                 where x.organization_id = app.org_id() and x.from_currency = :home and x.to_currency = %1$s
                   and x.valid_on <= %2$s and x.began_at <= :at and (x.valid_until is null or x.valid_until > :at)
                 order by x.valid_on desc limit 1)) q
             order by q.valid_on desc, q.is_inverse limit 1)""";

    private ReportSql() {}

    /** The condition that whoever owns it is the member, or was of the team at the moment, that is asked for. @param member its column */
    public static String owned(String member) {
        return OWNED.formatted(member);
    }

    /** Whom a deal counts for: who owns it, or owned it when it was closed. @param deal the alias */
    public static String owner(String deal) {
        return "coalesce(%1$s.closed_owner_id, %1$s.owner_id)".formatted(deal);
    }

    /** The condition that it counts for whom is asked for, and is in the pipeline that is. @param deal the alias */
    public static String chosen(String deal) {
        return chosen(deal, owner(deal));
    }

    /** The same of what a deal was like. @param state the alias */
    public static String chosenState(String state) {
        return chosen(state, state + ".owner_id");
    }

    private static String chosen(String row, String member) {
        return "(:pipeline::bigint is null or %1$s.pipeline_id = :pipeline) and ".formatted(row) + owned(member);
    }

    /**
     * The row of the newest rate until a day that was known at the moment, of a currency in the report's: times {@code factor}, by {@code divisor}.
     * None where it is not known.
     */
    public static String rate(String currency, String day) {
        return RATE.formatted(currency, day);
    }
}
