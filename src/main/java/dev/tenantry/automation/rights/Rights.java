package dev.tenantry.automation.rights;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/**
 * Whether somebody may do what a workflow does. A workflow acts for whoever published it, so it is asked of whoever saves,
 * publishes or starts one, and of the publisher again whenever a step is carried out.
 */
@Component
public class Rights {

    /** What can be anything is for those alone who may change the organization. */
    public static final String EVERYTHING = "organization:update";

    private final Needs needs;
    private final Authority authority;

    Rights(Needs needs, Authority authority) {
        this.needs = needs;
        this.authority = authority;
    }

    /** @throws ProblemException 403 that names what the caller lacks, and where it or a workflow that it carries out needs it */
    public void demand(WorkflowDocument document) {
        var lacking = new TreeMap<>(needs.of(document).permissions());
        lacking.keySet().removeAll(heldByCaller());
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "what the workflow does needs " + String.join(", ", lacking.keySet()), faults(lacking));
        }
    }

    /**
     * @param permissions which it takes to read what runs hold
     * @throws ProblemException 403 that names those that the caller lacks
     */
    public void demandToRead(Collection<String> permissions) {
        demandHeld(permissions, "what the run has read needs ");
    }

    /**
     * For the workflow that is to go on with what runs hold: it could tell it to whoever published it.
     *
     * @throws ProblemException 409 that names what that one lacks
     */
    public void demandOfPublisher(Publication publication, Collection<String> permissions) {
        var lacking = new TreeSet<>(permissions);
        lacking.removeAll(of(publication));
        if (!lacking.isEmpty()) {
            throw ProblemException.conflict(
                    "whoever published the workflow may not read what the run has read, which needs "
                            + String.join(", ", lacking));
        }
    }

    /**
     * For whoever decides where what workflows have read goes.
     *
     * @param needed  the permissions that others of them need
     * @param holding the permissions to read what runs under way hold besides
     * @param what    of theirs it is, in words
     * @throws ProblemException 403 that names what the caller lacks
     */
    void demandToRead(Collection<WorkflowDocument> documents, Collection<String> needed, Collection<String> holding,
            String what) {
        var lacking = new TreeSet<>(holding);
        lacking.addAll(reading(needed));
        documents.forEach(document -> lacking.addAll(reading(document)));
        demandHeld(lacking, what + " needs ");
    }

    /**
     * For whoever changes what workflows go by.
     *
     * @param besides permissions that it takes whatever they do
     * @throws ProblemException 403 that names what the caller lacks
     */
    void demandToChange(Collection<WorkflowDocument> documents, Collection<String> besides) {
        var lacking = new TreeSet<>(besides);
        documents.forEach(document -> lacking.addAll(needs.of(document).permissions().keySet()));
        demandHeld(lacking, "what workflows do by it needs ");
    }

    private void demandHeld(Collection<String> needed, String why) {
        var lacking = new TreeSet<>(needed);
        lacking.removeAll(heldByCaller());
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, why + String.join(", ", lacking));
        }
    }

    /** What it takes to have it done, without what the workflows need that it carries out. */
    public Set<String> needed(WorkflowDocument document) {
        return needs.alone(document).keySet();
    }

    /** For whoever publishes, before the workflow is locked. @throws ProblemException 403 where the membership has ended */
    public void keepPublisher() {
        authority.keepMembership();
    }

    /** What it takes to see what runs of the workflow have read and written, without what other workflows have that it carries out. */
    public SortedSet<String> reading(WorkflowDocument document) {
        return reading(needs.alone(document).keySet());
    }

    /** What the caller, as the request began, lacks to see what the workflow's runs, and those that these began, have read and written. */
    public Set<String> lackedToSee(WorkflowDocument document) {
        var found = needs.of(document);
        var lacking = reading(found.permissions().keySet());
        if (!found.isWhole()) {
            lacking.add(EVERYTHING);
        }
        lacking.removeAll(Caller.current().permissions());
        return lacking;
    }

    /**
     * Why a workflow may not do what it does itself: what it carries out is asked about when that begins.
     *
     * @param held what its publisher may do now
     * @return null where it may
     */
    public @Nullable String objection(WorkflowDocument document, Set<String> held) {
        if (held.isEmpty()) {
            return "whoever published the workflow is no longer a member, or is kept out";
        }
        var lacking = new TreeSet<>(needs.alone(document).keySet());
        lacking.removeAll(held);
        return lacking.isEmpty()
                ? null
                : "whoever published the workflow no longer has the permission " + String.join(", ", lacking);
    }

    /** Likewise, with what the API key left to it by which it was published. */
    public @Nullable String objection(WorkflowDocument document, Publication publication) {
        var member = of(publication.member());
        var objection = objection(document, member);
        if (objection != null || publication.scopes() == null) {
            return objection;
        }
        var lacking = new TreeSet<>(needs.alone(document).keySet());
        lacking.removeAll(publication.within(member));
        return lacking.isEmpty()
                ? null
                : "the API key by which the workflow was published did not have the permission "
                        + String.join(", ", lacking);
    }

    /** For whoever puts a workflow into force: an API key lends it no more than it has. */
    public Publication publication() {
        var caller = Caller.currentOrNull();
        return new Publication(TenantContext.currentUser(),
                caller != null && caller.assurance().isKey() ? caller.permissions() : null);
    }

    /** What a workflow may do now by whoever published it. */
    public Set<String> of(Publication publication) {
        return publication.within(of(publication.member()));
    }

    /** What the member may do now; nothing where there is none. */
    public Set<String> of(@Nullable UUID member) {
        return member == null ? Set.of() : authority.of(member);
    }

    /** Other modules author workflows for a member, outside of a request. */
    private Set<String> heldByCaller() {
        return Caller.currentOrNull() == null ? of(TenantContext.current().userId()) : authority.ofCaller();
    }

    private static SortedSet<String> reading(Collection<String> permissions) {
        return permissions.stream()
                .map(permission -> permission.substring(0, permission.indexOf(':')) + ":read")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<FieldError> faults(Map<String, String> lacking) {
        return lacking.entrySet()
                .stream()
                .map(need -> new FieldError(need.getValue(), "forbidden",
                        "this needs the permission " + need.getKey()))
                .toList();
    }
}
