package dev.tenantry.automation.run.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** The records that a run is to be about, as whoever starts it names them: a typing error starts nothing. */
@Component
public class StartedFor {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final RecordRegistry records;
    private final RecordPermissions permissions;

    StartedFor(RecordRegistry records, RecordPermissions permissions) {
        this.records = records;
        this.permissions = permissions;
    }

    /**
     * What is null, or not there, names nothing.
     *
     * @param place what the properties of the input stand below, {@code input.}; empty where they are the body's own
     * @throws ProblemException 422 where one is no id, or of no record that the caller may read
     */
    public void demandThere(JsonNode input, String place) {
        refuse(faults(input, place, Caller.current().permissions(), Scope.RECORDS));
    }

    /**
     * Likewise, where somebody starts it who need not be able to read them: what they may not read is not looked at.
     *
     * @param held their permissions
     */
    public void demandThere(JsonNode input, String place, Set<String> held) {
        refuse(faults(input, place, held));
    }

    /** Likewise, each fault at its property. */
    List<FieldError> faults(JsonNode input, String place, Set<String> held) {
        return faults(input, place, held,
                Scope.RECORDS.stream().filter(type -> held.contains(permissions.of(type, "read"))).toList());
    }

    private List<FieldError> faults(JsonNode input, String place, Set<String> held, List<String> types) {
        var faults = new ArrayList<FieldError>();
        for (var type : types) {
            var reference = RecordRegistry.reference(type);
            var id = input.path(reference);
            if (id.isMissingNode() || id.isNull()) {
                continue;
            }
            if (!ID.matcher(id.asString("")).matches()) {
                faults.add(new FieldError(place + reference, "pattern",
                        "this is no id of a " + type + ", which is a whole number"));
            } else if (!isReadable(type, Long.valueOf(id.asString()), held)) {
                faults.add(new FieldError(place + reference, "unknown-reference",
                        "there is no such " + type + ", or none that you may read"));
            }
        }
        return faults;
    }

    private static void refuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** The records that it names, be they there or not. */
    public Subjects named(JsonNode input) {
        var subjects = new Subjects(records.typesByReference());
        subjects.addNamedIn(input);
        return subjects;
    }

    private boolean isReadable(String type, Long id, Set<String> held) {
        return held.contains(permissions.of(type, "read")) && records.of(type).find(id).isPresent();
    }
}
