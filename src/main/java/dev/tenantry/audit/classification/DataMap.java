package dev.tenantry.audit.classification;

import java.util.List;

import org.springframework.stereotype.Service;

import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.tenancy.TenantContext;

/** Where which data is, and how sensitive it is there. */
@Service
class DataMap {

    private final Classifications classifications;

    DataMap(Classifications classifications) {
        this.classifications = classifications;
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
