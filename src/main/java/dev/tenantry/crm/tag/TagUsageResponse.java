package dev.tenantry.crm.tag;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** On what a tag is. */
record TagUsageResponse(List<Count> results) {

    /** @param type the kind of records: {@code contact} @param records how many of them, without those in the trash */
    record Count(String type, @Nullable Long records) {}
}
