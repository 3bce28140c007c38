package dev.tenantry.audit.classification;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Where which data is, and how sensitive it is there. */
@Service
class DataMap {

    private final Classifications classifications;

    DataMap(Classifications classifications) {
        this.classifications = classifications;
    }

    /** @throws ProblemException 400 where there is no such table, or no column has such a tag */
    DataMapFilter filter(@Nullable String table, @Nullable Sensitivity level, @Nullable String tag,
            @Nullable Boolean encrypted, @Nullable Boolean overridden) {
        var columns = classifications.all(TenantContext.current().organizationId());
        if (table != null && columns.stream().noneMatch(one -> one.column().table().equals(table))) {
            throw ProblemException.malformed("table",
                    "there is none of this name: the map has them all without a filter");
        }
        if (tag != null && columns.stream().noneMatch(one -> one.tags().contains(tag))) {
            throw ProblemException.malformed("tag", "there is none of this name: there are "
                    + columns.stream().flatMap(one -> one.tags().stream()).distinct().sorted().toList());
        }
        return new DataMapFilter(table, level, tag, encrypted, overridden);
    }

    List<DataMapEntry> all(DataMapFilter filter) {
        return classifications.all(TenantContext.current().organizationId())
                .stream()
                .filter(filter::takes)
                .map(DataMapEntry::of)
                .toList();
    }

    Page<DataMapEntry> page(DataMapFilter filter, PageRequest request) {
        var list = new FixedList<DataMapEntry, Column>("data-map?" + filter, 2,
                entry -> List.of(entry.tableName(), entry.columnName()), keys -> new Column(keys.get(0), keys.get(1)));
        var after = list.after(request);
        var all = all(filter);
        var found = all.stream()
                .filter(entry -> after == null
                        || new Column(entry.tableName(), entry.columnName()).compareTo(after) > 0)
                .limit(request.limit() + 1L)
                .toList();
        return list.page(found, request, request.total() ? (long) all.size() : null);
    }
}
