package dev.tenantry.crm.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.record.SavedViews.SavedView;

/** Whether the list of the records can be asked what a view is to ask: the list itself says so. */
@Component
class ViewCheck {

    private final RecordRegistry records;
    private final RecordPermissions permissions;

    ViewCheck(RecordRegistry records, RecordPermissions permissions) {
        this.records = records;
        this.permissions = permissions;
    }

    /** @throws ProblemException 422 that names the field; 403 where the caller may not read such records */
    void check(ViewRequest request) {
        if (!permissions.has(request.type())) {
            throw ProblemException.invalid("type", "unknown", "there are no records of this kind");
        }
        var read = permissions.of(request.type(), "read");
        if (!Caller.current().may(read)) {
            throw ProblemException.forbidden(read);
        }
        var access = records.of(request.type());
        var faults = new ArrayList<FieldError>();
        check("filter", access, new SavedView(request.filter(), null), faults);
        check("sort", access, new SavedView(null, request.sort()), faults);
        faults.addAll(ofColumns(access, request.columns() == null ? List.of() : request.columns()));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private static void check(String field, RecordAccess records, SavedView asked, List<FieldError> faults) {
        try {
            records.check(asked);
        } catch (ProblemException refusal) {
            faults.add(new FieldError(field, refusal.type().code(), refusal.errors()
                    .stream()
                    .map(FieldError::sentence)
                    .findFirst()
                    .orElse(refusal.detail())));
        }
    }

    private static List<FieldError> ofColumns(RecordAccess records, List<String> columns) {
        var shown = Arrays.stream(records.shows().getRecordComponents()).map(component -> component.getName()).toList();
        var faults = new ArrayList<FieldError>();
        var seen = new HashSet<String>();
        for (var index = 0; index < columns.size(); index++) {
            if (!shown.contains(columns.get(index))) {
                faults.add(new FieldError("columns[" + index + "]", "unknown", "there are " + shown));
            } else if (!seen.add(columns.get(index))) {
                faults.add(new FieldError("columns[" + index + "]", "duplicate", "a field is shown once"));
            }
        }
        return faults;
    }
}
