package dev.tenantry.metering.alert;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.problem.ProblemException;

/** The organization's alerts, newest first. */
@Service
@Transactional(readOnly = true)
class QuotaAlerts {

    private static final FixedList<QuotaAlertResponse, Long> LIST = new FixedList<>("quota-alerts", 1,
            alert -> List.of(alert.id()), keys -> Long.valueOf(keys.getFirst()));
    private static final String SELECT = "select " + QuotaAlertResponse.COLUMNS
            + " from quota_alerts where organization_id = app.org_id() and ";
    private static final String WHETHER = "coalesce(is_acknowledged = ?::boolean, true)";
    private static final String ACKNOWLEDGE = """
            update quota_alerts set is_acknowledged = true, acknowledged_by = ?, acknowledged_at = now()
            where organization_id = app.org_id() and id = ? and not is_acknowledged""";

    private final JdbcClient jdbc;

    QuotaAlerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param acknowledged null: whether they are or not */
    Page<QuotaAlertResponse> list(PageRequest request, @Nullable Boolean acknowledged) {
        var after = LIST.after(request);
        var found = jdbc.sql(SELECT + "id < ? and " + WHETHER + " order by id desc limit ?")
                .params(Arrays.asList(after == null ? Long.MAX_VALUE : after, acknowledged, request.limit() + 1))
                .query(QuotaAlertResponse::read)
                .list();
        return LIST.page(found, request, request.total() ? count(acknowledged) : null);
    }

    /** The first who does so is noted. */
    @Transactional
    QuotaAlertResponse acknowledge(long id) {
        jdbc.sql(ACKNOWLEDGE).params(Caller.current().userId(), id).update();
        return jdbc.sql(SELECT + "id = ?")
                .param(id)
                .query(QuotaAlertResponse::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private Long count(@Nullable Boolean acknowledged) {
        return jdbc.sql("select count(*) from quota_alerts where organization_id = app.org_id() and " + WHETHER)
                .params(Collections.singletonList(acknowledged))
                .query(Long.class)
                .single();
    }
}
