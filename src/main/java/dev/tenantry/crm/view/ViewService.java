package dev.tenantry.crm.view;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.pipeline.StageLock;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/** Views as members keep them. One of the organization's is changed by its author, and by who manages them. */
@Service
@Transactional(readOnly = true)
class ViewService implements ListSource {

    private static final String SHARE = "views:share";
    private static final String MANAGE = "views:manage";
    /** How many a member has, and how many the organization has. */
    private static final int MOST = 200;

    private static final ListDefinition<View> LISTING = ListDefinition.of(View.class)
            .field("id", Long.class)
            .text("name")
            .field("type", String.class)
            .computed("shared", "case when e.ownerId is null then true else false end", Boolean.class, false)
            .nullable("authorId", UUID.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .sortedBy("name")
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final VisibleViews visible;
    private final ViewCheck check;
    private final ViewMapper mapper;

    ViewService(RecordKernel kernel, VisibleViews visible, ViewCheck check, ViewMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.visible = visible;
        this.check = check;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ViewResponse.class;
    }

    Page<ViewResponse> list(ListRequest request) {
        return kernel.lists()
                .list(LISTING.under(VisibleViews.CONDITION), request, visible.given())
                .map(mapper::toResponse);
    }

    ViewResponse get(Long id) {
        return visible.find(id).map(mapper::toResponse).orElseThrow(ProblemException::notFound);
    }

    @Transactional
    ViewResponse create(ViewRequest request) {
        StageLock.share(entities);
        check.check(request);
        var view = new View(request, VisibleViews.user());
        own(view, request.isShared());
        entities.persist(view);
        demandRoom(view);
        return mapper.toResponse(view);
    }

    @Transactional
    ViewResponse replace(Long id, ViewRequest request, IfMatch expected) {
        StageLock.share(entities);
        return change(locked(id, expected), request);
    }

    @Transactional
    ViewResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        StageLock.share(entities);
        var view = locked(id, expected);
        return change(view, kernel.patches().apply(mapper.toRequest(view), patch));
    }

    @Transactional
    void delete(Long id, IfMatch expected) {
        entities.remove(locked(id, expected));
    }

    private ViewResponse change(View view, ViewRequest request) {
        check.check(request);
        var wasShared = view.isShared();
        own(view, request.isShared());
        view.change(request);
        entities.flush();
        if (wasShared != view.isShared()) {
            demandRoom(view);
        }
        return mapper.toResponse(view);
    }

    private static void own(View view, boolean isShared) {
        if (isShared == view.isShared()) {
            return;
        }
        if (isShared) {
            demand(SHARE);
            view.share();
        } else if (view.isBy(VisibleViews.user())) {
            view.withdraw();
        } else {
            throw ProblemException.invalid("shared", "not-author", "only its author takes it back: it would be theirs");
        }
    }

    private void demandRoom(View view) {
        var whose = view.isShared() ? "e.ownerId is null" : "e.ownerId = :user";
        var query = entities.createQuery("select count(*) from View e where " + whose, Long.class);
        if (!view.isShared()) {
            query.setParameter("user", VisibleViews.user());
        }
        var limit = new RowLimit("views", MOST,
                (view.isShared() ? "an organization" : "a member") + " has " + MOST + " views at most: delete some");
        limit.keep(entities, query::getSingleResult);
    }

    private View locked(Long id, IfMatch expected) {
        var view = visible.locked(id).orElseThrow(ProblemException::notFound);
        if (view.isShared() && !view.isBy(VisibleViews.user())) {
            demand(MANAGE);
        }
        expected.check(() -> mapper.toResponse(view));
        return view;
    }

    private static void demand(String permission) {
        if (!Caller.current().may(permission)) {
            throw ProblemException.forbidden(permission);
        }
    }
}
