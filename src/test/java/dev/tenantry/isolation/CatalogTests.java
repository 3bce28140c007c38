package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 1: what is true of every table, key, function and role. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTests {

    /** By invariant: statements each of which breaks it, so that it is seen to notice. */
    private static final Map<String, List<String>> BREACHES = Map.ofEntries(
            Map.entry("every-table-says-whose-its-rows-are", List.of("create table strays (id bigint primary key)",
                    "create table strays (organization_id uuid, id bigint primary key)",
                    "alter table tasks add created_by bigint", "alter table permissions add user_id uuid",
                    "update app.scopes set scope = 'organization' where table_name = 'public.user_profiles'",
                    "update app.scopes set key_column = 'owner_id' where table_name = 'public.tasks'",
                    "insert into app.scopes values ('public.nowhere', 'platform')")),
            Map.entry("row-security-is-on-and-forced", List.of("alter table contacts disable row level security",
                    "alter table contacts no force row level security",
                    "create table notes_old (like notes including all)")),
            Map.entry("partitions-are-closed", List.of("create table parts (organization_id uuid "
                    + "not null) partition by list (organization_id); create table parts_rest partition of parts default",
                    "alter table audit_logs_rest no force row level security",
                    "grant select on audit_logs_rest to tenantry_app",
                    "create policy extra on audit_logs_rest to tenantry_app using (true)")),
            Map.entry("policies-are-canonical", List.of(
                    "update app.scopes set scope = 'member' where table_name = 'public.contacts'",
                    "update app.scopes set scope = 'person' where table_name = 'public.contacts'",
                    "drop policy tenant_isolation on contacts",
                    "drop policy user_isolation on idempotency_keys", "drop policy owner_isolation on views",
                    "alter policy owner_isolation on views with check (true)",
                    "drop policy reader_isolation on emails",
                    "alter policy reader_isolation on email_links using (true)",
                    "update app.scopes set readers_column = null where table_name = 'public.email_bodies'",
                    "update app.scopes set own_column = null where table_name = 'public.views'",
                    "drop policy admin_access on contacts",
                    "alter policy tenant_isolation on contacts using (organization_id in (select app.org_id()))",
                    "create policy extra on contacts for select using (true)",
                    "create policy extra on contacts to tenantry_worker using (true)")),
            Map.entry("privileges-stay-within-bounds", List.of("grant truncate on contacts to tenantry_app",
                    "grant select on contacts to public", "grant select (name) on contacts to tenantry_auth",
                    "grant insert on permissions to tenantry_app", "grant select on auth.users to tenantry_app",
                    "grant select (encrypted_password) on auth.users to tenantry_admin",
                    "grant select on auth.sessions to tenantry_admin",
                    "grant update on contacts to tenantry_admin", "grant select on contacts to tenantry_worker",
                    "grant select, update on sequence contacts_id_seq to tenantry_app",
                    "grant create on schema public to tenantry_app", "grant create on schema app to public")),
            Map.entry("run-time-roles-cannot-pass-row-security", List.of("alter role tenantry_app bypassrls",
                    "alter role tenantry_worker superuser", "alter role tenantry_search login",
                    "grant tenantry_provisioner to tenantry_app", "grant pg_read_all_data to tenantry_auth",
                    "alter role tenantry_app set row_security = off",
                    "alter role tenantry_app set app.org_id = '00000000-0000-0000-0000-000000000000'")),
            Map.entry("the-database-is-for-its-roles", List.of(
                    "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
                    "do $$ begin execute format('grant connect on database %I to public', current_database()); end $$",
                    "do $$ begin execute format('grant create on database %I to tenantry_app', current_database()); end $$",
                    "do $$ begin execute format('revoke connect on database %I from tenantry_auth', current_database()); end $$")),
            Map.entry("run-time-roles-own-nothing", List.of("alter table contacts owner to tenantry_app",
                    "alter table contacts owner to tenantry_provisioner")),
            Map.entry("definer-functions-are-fenced", List.of(
                    "alter function app.members(uuid) owner to tenantry_owner",
                    "alter function app.members(uuid) reset search_path",
                    "alter function app.members(uuid) set search_path = public",
                    "grant execute on function app.members(uuid) to public",
                    "grant execute on function app.my_organizations() to tenantry_worker",
                    "create function app.told(organization uuid) returns int language sql security definer set search_path = "
                            + "pg_catalog, public, pg_temp return 1; alter function app.told(uuid) owner to tenantry_provisioner",
                    "do $$ begin execute format('grant execute on function %s to tenantry_app', "
                            + "(select oid::regprocedure from pg_proc where proname = 'provision_person')); end $$")),
            Map.entry("functions-are-closed-unless-named", List.of(
                    "create function app.open() returns int language sql return 1; grant execute on function app.open() to public",
                    "alter function app.org_id() leakproof")),
            Map.entry("tenant-keys-come-first", List.of("create unique index idx_reveals on workflow_versions (id)",
                    "create unique index idx_reveals on contacts (id, organization_id)",
                    "alter table notes drop constraint notes_pkey",
                    "alter table workflow_versions add constraint reveals exclude using gist (id with =)")),
            Map.entry("foreign-keys-stay-in-the-tenant", List.of(
                    "alter table companies add constraint companies_id_key unique (id); "
                            + "alter table notes add constraint notes_reach foreign key (company_id) references companies (id)",
                    "alter table notes add constraint notes_reach foreign key (author_id) references organizations (id) not valid",
                    "alter table notes add constraint notes_reach foreign key (author_id) references profiles (id) not valid")),
            Map.entry("foreign-keys-can-be-distributed", List.of(
                    "alter table notes add constraint notes_reach foreign key (author_id) references auth.users (id) on delete set null not valid",
                    "alter table notes add constraint notes_reach foreign key (author_id) references auth.users (id) on delete cascade not valid",
                    "alter table notes add constraint notes_reach foreign key (organization_id, author_id) references "
                            + "organization_members (organization_id, user_id) on delete set null (author_id) not valid",
                    "alter table notes add constraint notes_reach foreign key (organization_id, author_id) references "
                            + "organization_members (organization_id, user_id) on update cascade not valid",
                    "alter table auth.sessions add constraint sessions_reach foreign key (organization_id, user_id) references "
                            + "organization_members (organization_id, user_id) not valid")),
            Map.entry("triggers-touch-their-row-alone", List.of(
                    "create trigger heard after delete on notes referencing old table as changed for each statement "
                            + "execute function app.access_changed('organization', 'organization_id')",
                    "create trigger heard after delete on notes for each row execute function app.person_access_changed('note')",
                    "create function app.count_up() returns trigger language plpgsql as $$ begin perform from notes; return new; end $$; "
                            + "create trigger counted before insert on notes for each row execute function app.count_up()")),
            Map.entry("foreign-keys-are-indexed", List.of("drop index idx_notes_company_id")),
            Map.entry("columns-have-their-types", List.of("alter table notes add seen_at timestamp",
                    "alter table notes add seen timestamptz", "alter table notes add weight double precision",
                    "alter table notes add short varchar(10)", "alter table notes add extra json",
                    "create type mood as enum ('good'); alter table notes add mood mood",
                    "alter table notes add \"Mixed\" text", "alter table notes add is_long text")),
            Map.entry("views-look-through-their-callers-eyes", List.of("create view everything as select * from notes",
                    "create materialized view everything as select * from notes",
                    "create rule quiet as on insert to notes do instead nothing",
                    "create table more_notes () inherits (notes)")),
            Map.entry("members-rows-go-with-the-membership",
                    List.of("alter table user_profiles drop constraint user_profiles_member_fkey")),
            Map.entry("what-members-hold-can-be-handed-over",
                    List.of("revoke update on projects from tenantry_provisioner")),
            Map.entry("updated-at-is-kept-by-the-database", List.of("drop trigger update_updated_at on notes",
                    "alter table notes disable trigger update_updated_at")));

    private Sql sql;

    @BeforeAll
    void open() throws SQLException {
        sql = new Sql(TestDatabase.server().connectAsSuperuser());
        Invariant.defineTerms(sql);
        sql.connection().setAutoCommit(false);
    }

    @AfterAll
    void close() throws SQLException {
        Figures.print("catalog", "tables", count("our_table"), "policies", count("policy"), "keys",
                count("unique_key"), "foreign keys", count("foreign_key"), "functions", count("our_function"),
                "invariants", Invariant.all().size());
        sql.connection().close();
    }

    static List<Invariant> invariants() {
        return Invariant.all();
    }

    static Stream<Breach> breaches() {
        return BREACHES.entrySet()
                .stream()
                .flatMap(entry -> entry.getValue().stream().map(breach -> new Breach(entry.getKey(), breach)));
    }

    /** Breaks an invariant. */
    record Breach(String invariant, String statement) {}

    @ParameterizedTest
    @MethodSource("invariants")
    void holds(Invariant invariant) {
        assertThat(invariant.violations(sql)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void isNoticed(Breach breach) {
        sql.undone(() -> {
            sql.run(breach.statement);
            assertThat(Invariant.named(breach.invariant).violations(sql)).isNotEmpty();
        });
    }

    @Test
    void everyInvariantIsSeenToNotice() {
        assertThat(BREACHES.keySet())
                .containsExactlyInAnyOrderElementsOf(invariants().stream().map(Invariant::name).toList());
    }

    private Object count(String view) {
        return sql.text("select count(*) from " + view);
    }
}
