package dev.tenantry.identity.admin;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.PlatformErrors;
import dev.tenantry.identity.link.LinkMail;
import dev.tenantry.identity.link.LinkMailer;
import dev.tenantry.identity.link.LinkTarget;
import dev.tenantry.identity.link.PasswordClaim;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;

/** Invites people, and makes the links that they would be mailed, for backends that send mail themselves. */
@Service
class LinkAdministration {

    private final RolePool pool;
    private final Users users;
    private final UnconfirmedAccounts unconfirmed;
    private final Invitees invitees;
    private final LinkMailer mailer;
    private final ChangeControl control;

    LinkAdministration(RolePool authPool, Users users, UnconfirmedAccounts unconfirmed, Invitees invitees,
            LinkMailer mailer, ChangeControl control) {
        this.pool = authPool;
        this.users = users;
        this.unconfirmed = unconfirmed;
        this.invitees = invitees;
        this.mailer = mailer;
        this.control = control;
    }

    /** A link that is told, and not sent. */
    record MadeLink(User user, String type, LinkMailer.Made made) {}

    /** @throws AuthException 422 where somebody has confirmed the address */
    User invite(String email, Map<String, Object> data, LinkTarget target) {
        return pool.inTransaction(() -> {
            var user = invitee(email, data);
            mailer.send(user, LinkMail.INVITATION, email, target);
            return invited(user.id());
        });
    }

    /** @throws AuthException 404 where there is no such account, 422 where there is one already */
    MadeLink make(LinkType type, GenerateLinkRequest wanted) {
        var email = EmailAddress.parse(wanted.address());
        var target = new LinkTarget(wanted.redirectTo(), null);
        var claim = type == LinkType.SIGNUP ? unconfirmed.claim(email, Secret.reveal(wanted.password())) : null;
        return pool.inTransaction(() -> switch (type) {
            case SIGNUP -> signUp(email, claim, wanted, target);
            case INVITE -> {
                var user = invitee(email, wanted.metadata());
                var made = mailer.make(user, LinkMail.INVITATION, email, target);
                yield new MadeLink(invited(user.id()), type.code(), made);
            }
            case MAGICLINK -> users.findByEmail(email)
                    .map(user -> made(user, type, LinkMail.MAGIC_LINK, email, target))
                    .orElseGet(() -> signUp(email, null, wanted, target));
            case RECOVERY -> made(find(email), type, LinkMail.RECOVERY, email, target);
            case EMAIL_CHANGE_NEW -> change(find(email), type, LinkMail.TO_NEW_ADDRESS, wanted, target);
            case EMAIL_CHANGE_CURRENT -> change(find(email), type, LinkMail.TO_CURRENT_ADDRESS, wanted, target);
        });
    }

    /** As strangers' sign-ups do, a backend's changes nothing of an account that is there. */
    private MadeLink signUp(String email, @Nullable PasswordClaim claim, GenerateLinkRequest wanted,
            LinkTarget target) {
        var present = unconfirmed.find(email);
        if (claim != null) {
            present.filter(claim::contests).ifPresent(invitees::contest);
        }
        var user = present.orElseGet(() -> unconfirmed
                .create(NewUser.byEmail(email, false, claim == null ? null : claim.newHash(), wanted.metadata())));
        return made(user, LinkType.SIGNUP, LinkMail.CONFIRMATION, email, target);
    }

    private MadeLink change(User user, LinkType type, LinkMail mail, GenerateLinkRequest wanted, LinkTarget target) {
        var address = EmailAddress.parse(String.valueOf(wanted.newEmail()));
        if (users.findByEmail(address).isPresent()) {
            throw AuthException.emailExists();
        }
        control.check(user.id(), false);
        invitees.proposeEmail(user, address);
        var changed = users.find(user.id()).orElseThrow();
        return made(changed, type, mail, mail == LinkMail.TO_NEW_ADDRESS ? address : String.valueOf(user.email()),
                target);
    }

    private MadeLink made(User user, LinkType type, LinkMail mail, String address, LinkTarget target) {
        control.check(user.id(), false);
        var made = mailer.make(user, mail, address, target);
        control.trail().changed(user.id(), "user.link-made", Map.of("type", type.code()));
        return new MadeLink(user, type.code(), made);
    }

    /** Who made an account of the address before it was invited may have been a stranger. */
    private User invitee(String email, Map<String, Object> data) {
        var present = unconfirmed.find(email);
        if (present.isEmpty()) {
            return unconfirmed.create(NewUser.byEmail(email, false, null, data));
        }
        control.check(present.get().id(), false);
        invitees.tellAgain(present.get(), data);
        return find(email);
    }

    private User invited(UUID id) {
        invitees.invited(id);
        control.trail().changed(id, "user.invited", Map.of());
        return users.find(id).orElseThrow();
    }

    private User find(String email) {
        return users.findByEmail(email).orElseThrow(PlatformErrors::userNotFound);
    }
}
