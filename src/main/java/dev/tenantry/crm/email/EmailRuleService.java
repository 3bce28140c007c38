package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;

/** What becomes of mails with some addresses. A rule is about mails that come from then on. */
@Service
@Transactional(readOnly = true)
class EmailRuleService implements ListSource {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("rules about mails", 1_000);
    private static final ListDefinition<EmailRule> LISTING = ListDefinition.of(EmailRule.class)
            .field("id", Long.class)
            .field("effect", EmailRuleEffect.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;

    EmailRuleService(EntityManager entities, ListQuery lists) {
        this.entities = entities;
        this.lists = lists;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return EmailRuleResponse.class;
    }

    Page<EmailRuleResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(EmailRule::toResponse);
    }

    EmailRuleResponse get(Long id) {
        return find(id).toResponse();
    }

    /** @throws ProblemException 409 where there is one for the same, or are as many as may be */
    @Transactional
    EmailRuleResponse create(EmailRuleRequest request) {
        var key = EmailRule.key(request.pattern());
        if (!effects(Set.of(key)).isEmpty()) {
            throw ProblemException.duplicate("pattern", "there is a rule for this: delete it first");
        }
        var rule = new EmailRule(request);
        entities.persist(rule);
        LIMIT.keep(entities, EmailRule.class);
        entities.flush();
        return rule.toResponse();
    }

    @Transactional
    void delete(Long id, IfMatch expected) {
        var rule = find(id);
        expected.check(rule::toResponse);
        entities.remove(rule);
        entities.flush();
    }

    /** What is to become of a mail with these addresses. */
    Set<EmailRuleEffect> about(MailMessage message) {
        var keys = Stream.of(message.from(), message.to(), message.cc(), message.bcc())
                .flatMap(List::stream)
                .flatMap(EmailRuleService::keys)
                .collect(Collectors.toSet());
        return keys.isEmpty() ? Set.of() : Set.copyOf(effects(keys));
    }

    private static Stream<String> keys(Mailbox mailbox) {
        return Stream.of(mailbox.key(), mailbox.domain());
    }

    private List<EmailRuleEffect> effects(Set<String> keys) {
        return TenantQuery
                .of(entities, EmailRuleEffect.class, "distinct e.effect", EmailRule.class,
                        List.of("is_any(e.patternKey, :keys)"), "")
                .setAll("keys", keys)
                .list();
    }

    private EmailRule find(Long id) {
        return TenantQuery.of(entities, EmailRule.class, "e", EmailRule.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }
}
