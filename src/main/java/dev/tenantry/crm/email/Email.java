package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.ConfidentialEntity;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.text.Texts;

/** A mail as lists show it: there once, whoever has captured it. What it says at length, and to whom, is kept beside it. */
@Entity
@DynamicUpdate
@Table(name = "emails")
class Email extends TenantEntity implements ConfidentialEntity {

    private static final int SNIPPET = 200;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "emails")
    @SequenceGenerator(name = "emails", sequenceName = "emails_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private String messageId;
    @Column(updatable = false)
    @NotAudited("what it says")
    private String fingerprint;
    /** The thread that it has joined: whoever merges threads does so past the entities. */
    @Column(updatable = false)
    private Long threadId;
    @Enumerated(EnumType.STRING)
    private EmailDirection direction;
    private UUID[] memberIds;
    @NotAudited("memberIds, unless it is shared")
    private UUID @Nullable [] visibleTo;
    private @Nullable UUID capturedBy;
    private @Nullable String sender;
    @NotAudited("sender")
    private @Nullable String senderKey;
    private @Nullable String senderName;
    @NotAudited("the participants")
    private String[] recipients;
    private String subject;
    @NotAudited("the text")
    private String excerpt;
    private Instant sentAt;
    private @Nullable String inReplyTo;
    @NotAudited("inReplyTo")
    private String[] referenceIds;
    private long size;
    private int attachmentCount;
    @Column(name = "is_automatic")
    private boolean automatic;
    @Column(name = "is_unverified")
    private boolean unverified;
    @Column(name = "is_told")
    @NotAudited("visibleTo")
    private boolean told;
    @Column(name = "is_always_private")
    private boolean alwaysPrivate;
    @NotAudited("the mail as it came")
    private String[] notices;
    private @Nullable Instant deletedAt;

    @SuppressWarnings("NullAway.Init")
    protected Email() {}

    /** @param captured what of it is to be kept @param thread that it belongs to */
    @SuppressWarnings("NullAway.Init")
    Email(CapturedEmail captured, Long thread) {
        var message = captured.message();
        var from = message.sender();
        messageId = captured.content().identity();
        fingerprint = captured.content().fingerprint();
        threadId = thread;
        direction = captured.direction();
        memberIds = captured.members().toArray(UUID[]::new);
        visibleTo = captured.isShared() ? null : memberIds.clone();
        capturedBy = captured.capturer();
        sender = from == null ? null : from.address();
        senderKey = from == null ? null : from.key();
        senderName = from == null ? null : from.name();
        subject = message.subject();
        recipients = captured.recipients();
        excerpt = captured.content().excerpt();
        sentAt = captured.sentAt();
        inReplyTo = message.inReplyTo();
        referenceIds = message.references().toArray(String[]::new);
        size = message.size();
        attachmentCount = message.attachments().size();
        automatic = message.isAutomatic();
        unverified = captured.isUnverified();
        told = captured.isShared();
        alwaysPrivate = captured.isAlwaysPrivate();
        notices = captured.notices().toArray(String[]::new);
    }

    /** @return whether all see it who have never before @throws ProblemException 409 where a rule keeps it private */
    boolean show(EmailVisibility to) {
        if (to == EmailVisibility.ORGANIZATION && alwaysPrivate) {
            throw ProblemException.conflict("a rule keeps mails with one of its addresses private");
        }
        visibleTo = to == EmailVisibility.ORGANIZATION ? null : memberIds.clone();
        var isNews = isShared() && !told;
        told = told || isShared();
        return isNews;
    }

    void trash(Instant now) {
        deletedAt = now;
    }

    void restore() {
        deletedAt = null;
    }

    /** The trail has of no mail what it says: who sees one changes. */
    @Override
    public boolean isConfidential() {
        return true;
    }

    boolean isShared() {
        return visibleTo == null;
    }

    boolean isTrashed() {
        return deletedAt != null;
    }

    boolean isOf(@Nullable UUID member) {
        return Stream.of(memberIds).anyMatch(one -> one.equals(member));
    }

    boolean isOfOthers(UUID member) {
        return Stream.of(memberIds).anyMatch(one -> !one.equals(member));
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    String getMessageId() {
        return messageId;
    }

    Long getThreadId() {
        return threadId;
    }

    EmailDirection getDirection() {
        return direction;
    }

    EmailVisibility getVisibility() {
        return isShared() ? EmailVisibility.ORGANIZATION : EmailVisibility.PARTICIPANTS;
    }

    @Nullable
    UUID getCapturedBy() {
        return capturedBy;
    }

    @Nullable
    String getSender() {
        return sender;
    }

    @Nullable
    String getSenderKey() {
        return senderKey;
    }

    @Nullable
    String getSenderName() {
        return senderName;
    }

    String getSubject() {
        return subject;
    }

    /** The beginning of what is new in it, for lists. */
    String getSnippet() {
        return Texts.shown(excerpt, SNIPPET);
    }

    List<String> getRecipients() {
        return List.of(recipients);
    }

    Instant getSentAt() {
        return sentAt;
    }

    @Nullable
    String getInReplyTo() {
        return inReplyTo;
    }

    List<String> getReferences() {
        return List.of(referenceIds);
    }

    long getSize() {
        return size;
    }

    int getAttachmentCount() {
        return attachmentCount;
    }

    boolean isAutomatic() {
        return automatic;
    }

    boolean isUnverified() {
        return unverified;
    }

    boolean isAlwaysPrivate() {
        return alwaysPrivate;
    }

    List<String> getNotices() {
        return List.of(notices);
    }

    @Nullable
    Instant getDeletedAt() {
        return deletedAt;
    }
}
