package dev.tenantry.crm.follower;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;

/** A member who follows a record, to ask for: {@link Followers} writes the rows. */
@Entity
@Immutable
@Table(name = "followers")
@SuppressWarnings("NullAway.Init")
class Follower {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private String recordType;
    private Long recordId;
    private UUID userId;

    protected Follower() {}

    Long getId() {
        return id;
    }

    String getRecordType() {
        return recordType;
    }

    Long getRecordId() {
        return recordId;
    }

    UUID getUserId() {
        return userId;
    }
}
