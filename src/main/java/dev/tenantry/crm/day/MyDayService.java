package dev.tenantry.crm.day;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Localizations;

@Service
@Transactional(readOnly = true)
class MyDayService {

    private static final int MOST = 200;

    private final List<DaySource> sources;
    private final Localizations localizations;
    private final Clock clock;

    MyDayService(List<DaySource> sources, Localizations localizations, Clock clock) {
        this.sources = sources;
        this.localizations = localizations;
        this.clock = clock;
    }

    MyDayResponse today() {
        var zone = localizations.current().zone();
        var now = clock.instant();
        var day = new DaySource.Day(TenantContext.currentUser(), LocalDate.ofInstant(now, zone), zone, now, MOST,
                Caller.current().permissions());
        var items = sources.stream()
                .flatMap(source -> source.due(day).stream())
                .sorted(Comparator.comparing(DayItem::dueAt))
                .toList();
        return new MyDayResponse(day.date(), zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(), items);
    }
}
