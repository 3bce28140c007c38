package dev.tenantry.crm.booking;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Bookings go with their page, their event and whoever has booked; what the audit trail has of them goes, too. */
@Component
class BookingErasure implements Erasure {

    private static final String FORGET = """
            select app.forget_audited(app.org_id(), 'booking', array(
                select b.id::text from bookings b where b.organization_id = app.org_id()
                  and case cast(? as text) when 'contact' then b.contact_id when 'calendar-event' then b.event_id else b.page_id end = any(?)))""";

    private final JdbcClient jdbc;

    BookingErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        switch (type) {
            case "contact", "calendar-event", "booking-page" -> jdbc.sql(FORGET)
                    .params(type, ids.toArray(Long[]::new))
                    .query((_, _) -> true)
                    .list();
            default -> {
            }
        }
    }
}
