package dev.tenantry.tenancy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.RequestJson;

/**
 * What sign-up and sign-in need of organizations. All of it joins the transaction of the service of sign-in
 * ({@code authPool}) that calls it.
 */
@Component
public class Memberships {

    private static final String AMONG = """
            select own.organization_id, person.id from unnest(?::uuid[]) as person (id)
            cross join lateral (select m.organization_id from app.memberships(person.id) m limit 1000) as own""";

    private final RolePool pool;
    private final RequestJson request;

    Memberships(RolePool authPool, RequestJson request) {
        this.pool = authPool;
        this.request = request;
    }

    /** Creates the profile and the personal organization of a new person, who owns it. */
    public Membership welcome(UUID person, @Nullable String email, @Nullable String name) {
        var organization = Ids.next();
        pool.jdbc()
                .sql("select app.provision_person(?, ?, ?, ?, ?::jsonb)")
                .param(person)
                .param(organization)
                .param(email)
                .param(name)
                .param(request.current())
                .query((_, _) -> true)
                .single();
        return new Membership(organization, "owner", true, null);
    }

    /** The person's memberships, the default organization first. */
    public List<Membership> of(UUID person) {
        return pool.jdbc()
                .sql("select organization_id, role, session_length_seconds, is_personal from app.memberships(?)")
                .param(person)
                .query((row, _) -> new Membership(row.getObject(1, UUID.class), row.getString(2),
                        row.getBoolean(4), seconds(row.getObject(3, Integer.class))))
                .list();
    }

    /** Which of these people belong to which organization: of each person up to a thousand, as {@code app.record_action} has it. */
    public Map<UUID, List<UUID>> among(Collection<UUID> persons) {
        var members = new LinkedHashMap<UUID, List<UUID>>();
        pool.jdbc()
                .sql(AMONG)
                .param(persons.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    members.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                            .add(row.getObject(2, UUID.class));
                });
        return members;
    }

    /** Counts a sign-in on the person's profile. */
    public void countSignIn(UUID person) {
        pool.jdbc().sql("select app.count_sign_in(?)").param(person).query((_, _) -> true).single();
    }

    private static @Nullable Duration seconds(@Nullable Integer count) {
        return count == null ? null : Duration.ofSeconds(count);
    }
}
