package dev.tenantry.audit.classification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How sensitive what a column has is in an organization.
 *
 * @param isEncrypted        whether the values are encrypted before they are stored
 * @param encryptionRequired whether they are to be kept nowhere but in the column
 * @param retentionDays      after how many days copies are shown to nobody; null: whenever there are any
 * @param overrideId         by which the organization says so; null where the application does
 */
record Classified(
        Column column,
        Sensitivity level,
        String reason,
        List<String> tags,
        boolean isEncrypted,
        boolean encryptionRequired,
        @Nullable Integer retentionDays,
        @Nullable UUID overrideId) {

    static final String EXPIRED = "[expired]";
    private static final List<String> PRIVACY = List.of("GDPR");
    private static final List<String> CARDS = List.of("PCI_DSS");

    static Classified of(Column column, ColumnRule rule) {
        var tags = switch (rule.level()) {
            case PII -> PRIVACY;
            case PCI -> CARDS;
            case PUBLIC, INTERNAL, CONFIDENTIAL, RESTRICTED -> List.<String>of();
        };
        return new Classified(column, rule.level(), rule.reason(), tags, rule.isEncrypted(), rule.isEncrypted(), null,
                null);
    }

    /** What an organization says, of a column that is stored as this one: itself, or one that is derived from it. */
    Classified storedAs(Classified other) {
        return new Classified(other.column, level, reason, tags, other.isEncrypted,
                encryptionRequired || other.isEncrypted,
                retentionDays, overrideId);
    }

    /** With what an organization says of a column whose values are among those of this one, as far as that is stricter. */
    Classified atLeast(Classified part) {
        var isStricter = level.isLessThan(part.level);
        var required = encryptionRequired || part.encryptionRequired;
        var days = retentionDays == null || part.retentionDays != null && part.retentionDays < retentionDays
                ? part.retentionDays
                : retentionDays;
        if (part.overrideId == null
                || !isStricter && required == encryptionRequired && Objects.equals(days, retentionDays)) {
            return this;
        }
        var said = isStricter ? part : this;
        return new Classified(column, said.level, said.reason, said.tags, isEncrypted, required, days,
                part.overrideId);
    }

    /** Whether no copy of its values is made: neither in the audit log nor in lines of logs. */
    boolean isKeptApart() {
        return level.isKeptApart() || encryptionRequired;
    }

    /** What is stored in the place of a value. */
    String mask() {
        return level.isKeptApart() ? level.mask() : Sensitivity.RESTRICTED.mask();
    }

    boolean isOver(Instant madeAt, Instant now) {
        return retentionDays != null && madeAt.plus(Duration.ofDays(retentionDays)).isBefore(now);
    }

    /** Where the values are masked. */
    List<MaskedPlace> masked() {
        var places = new ArrayList<MaskedPlace>();
        if (isKeptApart()) {
            places.add(MaskedPlace.AUDIT_STORAGE);
        }
        if (isKeptApart() || level.isPersonal()) {
            places.add(MaskedPlace.AUDIT_LOG);
        }
        if (isKeptApart()) {
            places.add(MaskedPlace.RECORD_EXPORTS);
        }
        if (RecognisedForm.isOf(column)) {
            places.add(MaskedPlace.LOG_LINES);
        }
        return places;
    }
}
