package dev.tenantry.crm.tag;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** A word that the organization puts on records. */
@Entity
@DynamicUpdate
@Table(name = "tags")
class Tag extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tags")
    @SequenceGenerator(name = "tags", sequenceName = "tags_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String colour;

    @SuppressWarnings("NullAway.Init")
    protected Tag() {}

    @SuppressWarnings("NullAway.Init")
    Tag(TagRequest request) {
        change(request);
    }

    void change(TagRequest request) {
        name = request.name();
        colour = request.colour();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getColour() {
        return colour;
    }
}
