package dev.tenantry.audit.classification;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.FormulaGuard;

/**
 * A column, and how sensitive what it has is.
 *
 * @param encrypted          whether the values are encrypted before they are stored
 * @param encryptionRequired whether they are kept nowhere but in the column
 * @param maskedIn           where the values are masked
 * @param retentionDays      after how many days the audit log shows them to nobody; absent: for as long as it has them
 * @param classificationId   by which the organization says so; absent where the application does
 */
record DataMapEntry(
        String tableName,
        String columnName,
        Sensitivity sensitivityLevel,
        String classificationReason,
        List<String> complianceTags,
        boolean encrypted,
        boolean encryptionRequired,
        List<MaskedPlace> maskedIn,
        @Nullable Integer retentionDays,
        @Nullable UUID classificationId) {

    static final List<String> HEAD = List.of("tableName", "columnName", "sensitivityLevel", "classificationReason",
            "complianceTags", "encrypted", "encryptionRequired", "maskedIn", "retentionDays", "classificationId");

    static DataMapEntry of(Classified column) {
        return new DataMapEntry(column.column().table(), column.column().name(), column.level(), column.reason(),
                column.tags(), column.isEncrypted(), column.encryptionRequired(), column.masked(),
                column.retentionDays(), column.overrideId());
    }

    /** As a file has it. */
    List<String> cells() {
        return Stream
                .of(tableName, columnName, sensitivityLevel, classificationReason, String.join(" ", complianceTags),
                        encrypted, encryptionRequired,
                        maskedIn.stream().map(MaskedPlace::toString).collect(Collectors.joining(" ")),
                        retentionDays == null ? "" : retentionDays, classificationId == null ? "" : classificationId)
                .map(value -> FormulaGuard.guarded(value.toString()))
                .toList();
    }
}
