package dev.tenantry.audit.classification;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantEntity;

/** How sensitive what a column has is in an organization that says otherwise than the file does. */
@Entity
@Table(name = "data_sensitivity_classifications")
class DataClassification extends TenantEntity {

    @Id
    private UUID id;

    private String tableName;
    private String columnName;
    @Enumerated(EnumType.STRING)
    private Sensitivity sensitivityLevel;
    private String classificationReason;
    private boolean encryptionRequired;
    private @Nullable Integer retentionDays;
    private String[] complianceTags;

    @SuppressWarnings("NullAway.Init")
    protected DataClassification() {}

    @SuppressWarnings("NullAway.Init")
    DataClassification(DataClassificationRequest request) {
        id = Ids.next();
        change(request);
    }

    final void change(DataClassificationRequest request) {
        tableName = request.tableName();
        columnName = request.columnName();
        sensitivityLevel = request.sensitivityLevel();
        classificationReason = request.classificationReason();
        encryptionRequired = Boolean.TRUE.equals(request.encryptionRequired());
        retentionDays = request.retentionDays();
        complianceTags = request.complianceTags().toArray(String[]::new);
    }

    DataClassificationResponse toResponse() {
        return new DataClassificationResponse(id, tableName, columnName, sensitivityLevel, classificationReason,
                encryptionRequired, retentionDays, List.of(complianceTags), getVersion(), getCreatedAt(),
                getUpdatedAt());
    }

    UUID getId() {
        return id;
    }

    boolean isAbout(DataClassificationRequest request) {
        return tableName.equals(request.tableName()) && columnName.equals(request.columnName());
    }
}
