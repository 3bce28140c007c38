package dev.tenantry.identity.admin;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.PlatformTrail;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.PlatformErrors;
import dev.tenantry.shared.database.RolePool;

/** The accounts in pages, newest first where nothing else is asked for. Every look is taken down. */
@Service
class AccountList {

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;
    private static final int MAX_PAGE = 1_000_000;

    private final RolePool pool;
    private final Users users;
    private final PlatformTrail trail;

    AccountList(RolePool authPool, Users users, PlatformTrail trail) {
        this.pool = authPool;
        this.users = users;
        this.trail = trail;
    }

    /**
     * Which accounts are asked for, as the request says it.
     *
     * @param filter what their address, number or name contains
     * @param sort   {@code created_at}, with {@code asc} or {@code desc}
     */
    record Query(@Nullable String page, @Nullable String perPage, @Nullable String filter, @Nullable String sort) {}

    /** @param number counts from 1 */
    record Slice(List<User> users, int number, int size, long total) {

        /** Of the last page that has anybody. */
        long last() {
            return Math.max(1, (total + size - 1) / size);
        }
    }

    Slice page(Query query) {
        var number = number(query.page, "page", 1, MAX_PAGE);
        var size = number(query.perPage, "per_page", DEFAULT_SIZE, MAX_SIZE);
        var search = query.filter == null ? "" : query.filter.strip();
        var isOldestFirst = isOldestFirst(query.sort);
        return pool.inTransaction(() -> {
            var found = users.page(search, isOldestFirst, (long) (number - 1) * size, size);
            trail.listed(found.stream().map(User::id).toList());
            return new Slice(found, number, size, users.count(search));
        });
    }

    /** @throws AuthException 404 */
    User get(UUID id) {
        return pool.inTransaction(() -> {
            var user = users.find(id).orElseThrow(PlatformErrors::userNotFound);
            trail.looked(id, "user.viewed");
            return user;
        });
    }

    private static boolean isOldestFirst(@Nullable String sort) {
        return switch (sort == null ? "" : sort.strip().toLowerCase(Locale.ROOT)) {
            case "", "created_at", "created_at desc" -> false;
            case "created_at asc" -> true;
            default -> throw AuthException.malformed("Bad Sort Parameters: sort by created_at, asc or desc");
        };
    }

    private static int number(@Nullable String text, String name, int otherwise, int most) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        var isNumber = text.strip().length() <= 7 && text.strip().chars().allMatch(c -> c >= '0' && c <= '9');
        var number = isNumber ? Integer.parseInt(text.strip()) : 0;
        if (number < 1 || number > most) {
            throw AuthException.malformed("Bad Pagination Parameters: " + name + " must be between 1 and " + most);
        }
        return number;
    }
}
