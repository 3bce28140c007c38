package dev.tenantry.crm.email;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What a mail has to do with, for lists to ask by: the database writes it. */
@Entity
@Immutable
@Table(name = "email_links")
@SuppressWarnings({"NullAway.Init", "unused"})
class EmailLink {

    @Id
    private Long id;
    @TenantId
    @PartitionKey
    private UUID organizationId;
    private Long emailId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;

    protected EmailLink() {}
}
