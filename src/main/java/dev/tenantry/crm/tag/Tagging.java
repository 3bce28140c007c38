package dev.tenantry.crm.tag;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A tag on a record, to ask for: {@link Taggings} writes the rows, many at a time. */
@Entity
@Immutable
@Table(name = "taggings")
@SuppressWarnings("NullAway.Init")
class Tagging {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private String recordType;
    private Long recordId;
    private Long tagId;

    protected Tagging() {}

    Long getId() {
        return id;
    }

    String getRecordType() {
        return recordType;
    }

    Long getRecordId() {
        return recordId;
    }

    Long getTagId() {
        return tagId;
    }
}
