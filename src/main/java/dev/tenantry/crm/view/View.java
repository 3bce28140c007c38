package dev.tenantry.crm.view;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** What a list is asked, under a name: a member's own, or the organization's. */
@Entity
@Table(name = "views")
class View extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "views")
    @SequenceGenerator(name = "views", sequenceName = "views_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private String type;
    private @Nullable String filter;
    private @Nullable String sort;
    private String[] columns;
    private @Nullable UUID ownerId;
    private @Nullable UUID authorId;

    @SuppressWarnings("NullAway.Init")
    protected View() {}

    @SuppressWarnings("NullAway.Init")
    View(ViewRequest request, UUID authorId) {
        this.authorId = authorId;
        this.ownerId = authorId;
        change(request);
    }

    /** Everything but whose it is. */
    void change(ViewRequest request) {
        name = request.name();
        type = request.type();
        filter = request.filter();
        sort = request.sort();
        columns = request.columns() == null ? new String[0] : request.columns().toArray(String[]::new);
    }

    /** It is the organization's from now on. */
    void share() {
        ownerId = null;
    }

    /** It is its author's own from now on. */
    void withdraw() {
        ownerId = authorId;
    }

    boolean isBy(UUID user) {
        return user.equals(authorId);
    }

    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public String getType() {
        return type;
    }

    public @Nullable String getFilter() {
        return filter;
    }

    public @Nullable String getSort() {
        return sort;
    }

    public List<String> getColumns() {
        return List.of(columns);
    }

    public boolean isShared() {
        return ownerId == null;
    }

    public @Nullable UUID getAuthorId() {
        return authorId;
    }
}
