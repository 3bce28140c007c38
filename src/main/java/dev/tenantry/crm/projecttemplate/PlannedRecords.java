package dev.tenantry.crm.projecttemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/** Makes records of any kind in the current transaction, many at once. */
@Component
class PlannedRecords {

    /** Templates are among them. */
    private final ObjectProvider<RecordRegistry> records;

    PlannedRecords(ObjectProvider<RecordRegistry> records) {
        this.records = records;
    }

    Long create(String type, ObjectNode properties) {
        return records.getObject().of(type).create(properties);
    }

    /** @param place where each is stated. @throws ProblemException that names the place of the first that is refused */
    List<Long> createAll(String type, List<ObjectNode> properties, IntFunction<String> place) {
        var access = records.getObject().of(type);
        var made = access.createAll(properties, (_, work) -> work.run());
        var ids = new ArrayList<Long>();
        for (var index = 0; index < properties.size(); index++) {
            var id = made.get(index);
            ids.add(id == null ? alone(type, properties.get(index), place.apply(index)) : id);
        }
        return ids;
    }

    /** What could not be made with others tells why, or can. */
    private Long alone(String type, ObjectNode properties, String place) {
        try {
            return create(type, properties);
        } catch (ProblemException refusal) {
            throw refusal.errors().isEmpty()
                    ? refusal
                    : ProblemException.of(refusal.type(), refusal.detail(), refusal.errors()
                            .stream()
                            .map(error -> new FieldError(place + "." + error.field(), error.code(), error.message()))
                            .toList());
        }
    }
}
