package dev.tenantry.identity.account;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.Memberships;

/** Makes accounts: the user, the identities, the profile and the personal organization, in the transaction of the caller. */
@Component
public class NewAccounts {

    private static final int MAX_NAME = 200;

    private final Users users;
    private final Memberships memberships;

    NewAccounts(Users users, Memberships memberships) {
        this.users = users;
        this.memberships = memberships;
    }

    /** @throws org.springframework.dao.DuplicateKeyException where somebody has the address, the number or an identity */
    public User create(NewUser account) {
        return create(Ids.next(), account);
    }

    /**
     * The same with an id of the caller's choice: accounts that move in from elsewhere keep theirs.
     *
     * @throws org.springframework.dao.DuplicateKeyException as above, or where somebody has the id
     */
    public User create(UUID id, NewUser account) {
        users.insert(id, account);
        memberships.welcome(id, account.email(), name(account.userMetadata()));
        return users.find(id).orElseThrow();
    }

    /** The names under which clients and providers tell a person's name. */
    private static @Nullable String name(Map<String, Object> metadata) {
        for (var key : new String[]{"name", "full_name"}) {
            if (metadata.get(key) instanceof String name && !name.isBlank()) {
                return Texts.beginning(name.strip(), MAX_NAME);
            }
        }
        return null;
    }
}
