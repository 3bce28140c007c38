package dev.tenantry.identity.confirmation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.onetime.OneTimeTokens;
import dev.tenantry.identity.onetime.TokenType;
import dev.tenantry.identity.user.NewAccounts;
import dev.tenantry.identity.user.NewUser;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserChanges;
import dev.tenantry.notification.Channel;

/**
 * Accounts of their own for those whose address somebody unknown wrote down for another account. What that one has in it
 * and lets in, and what acts for it, was never the owner's; and it stays with whoever made it.
 */
@Component
class OwnersAccounts {

    private static final List<TokenType> CHANGES = List.of(TokenType.EMAIL_CHANGE_TOKEN_NEW,
            TokenType.EMAIL_CHANGE_TOKEN_CURRENT, TokenType.PHONE_CHANGE_TOKEN);

    private final OneTimeTokens tokens;
    private final UserChanges changes;
    private final NewAccounts accounts;

    OwnersAccounts(OneTimeTokens tokens, UserChanges changes, NewAccounts accounts) {
        this.tokens = tokens;
        this.changes = changes;
        this.accounts = accounts;
    }

    /**
     * In the transaction of the caller.
     *
     * @param proven what the other account is no longer known by, nor to be
     * @return the new account, which has nothing in it
     * @throws org.springframework.dao.DuplicateKeyException where somebody has come to have the address or the number
     */
    UUID account(Recipient proven, User other) {
        tokens.forget(other.id(), CHANGES);
        changes.withdraw(other.id(), proven.value());
        return accounts.create(proven.channel() == Channel.EMAIL
                ? NewUser.byEmail(proven.value(), true, null, Map.of())
                : NewUser.byPhone(proven.value(), true, null, Map.of())).id();
    }
}
