-- The tenancy kernel: who may see a row is decided here and nowhere else.
-- The run-time roles (tenantry_app, _auth, _admin, _worker) and the NOLOGIN owners of the definer functions
-- (tenantry_search, tenantry_provisioner) exist before the first migration: see RoleProvisioner.

CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE SCHEMA app;
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA app TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_worker, tenantry_search, tenantry_provisioner;
GRANT USAGE ON SCHEMA auth TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_provisioner;
GRANT USAGE ON SCHEMA public TO tenantry_app, tenantry_auth, tenantry_admin, tenantry_worker, tenantry_search, tenantry_provisioner;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Strict on purpose: without a context current_setting raises (or the cast does, on the blank it leaves behind).
CREATE FUNCTION app.org_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('app.org_id')::uuid;

-- The signed-in user; null where the work is nobody's in particular (a schedule, a webhook). As strict without a context.
CREATE FUNCTION auth.uid() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.user_id'), 'nobody')::uuid;

-- Whose private rows there are: the signed-in user's; null where the work is nobody's, or others see what comes of it (a run).
CREATE FUNCTION app.reader() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.reader'), 'nobody')::uuid;

-- For functions that are told a tenant and work beyond row security: it is the caller's own.
CREATE FUNCTION app.require_tenant(organization uuid) RETURNS void
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    IF organization IS DISTINCT FROM app.org_id() THEN
        RAISE EXCEPTION 'another organization''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

GRANT EXECUTE ON FUNCTION app.org_id(), auth.uid(), app.reader() TO PUBLIC;
GRANT EXECUTE ON FUNCTION app.require_tenant(uuid) TO tenantry_provisioner, tenantry_search;

CREATE FUNCTION public.update_updated_at_column() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;
GRANT EXECUTE ON FUNCTION public.update_updated_at_column() TO PUBLIC;

-- Whose rows a table has: what was said to app.protect().
CREATE TABLE app.scopes (
    table_name text NOT NULL,
    scope      text NOT NULL,
    -- The column that tells whose a row is; null where none does.
    key_column text,
    -- Whose own a row is within the tenant; where it is null the row is the tenant's as a whole.
    own_column text,
    -- Which members see a row; where it is null all do.
    readers_column text,
    CONSTRAINT scopes_pkey PRIMARY KEY (table_name),
    CONSTRAINT scopes_scope_check CHECK (scope IN ('organization', 'member', 'person', 'platform')),
    CONSTRAINT scopes_key_column_check CHECK ((key_column IS NULL) = (scope = 'platform'))
);

-- Every tenant's table goes with its organization: by a foreign key of its own, or one that is never null to something that does.
CREATE FUNCTION app.go_with_organization(relation regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    name text := (SELECT relname FROM pg_class WHERE oid = relation);
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_constraint c
        WHERE c.conrelid = relation AND c.contype = 'f' AND c.confdeltype = 'c'
          AND c.conkey @> ARRAY[(SELECT attnum FROM pg_attribute WHERE attrelid = relation AND attname = 'organization_id')]
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum = ANY (c.conkey) AND NOT a.attnotnull)) THEN
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE',
                       relation, name || '_organization_id_fkey');
    END IF;
END
$$;

-- Row security for a table, by whose its rows are:
--   organization  a tenant's: organization_id = app.org_id()
--   member        one member's own besides: user_id = app.reader()
--   person        a person's, whatever the tenant: <key> = auth.uid()
--   platform      nobody's, or everybody's: no request sees them unless it is granted to
-- The application's privileges are named, so that an append-only table simply is not granted more.
-- Administrators get a policy of their own (their grants are given table by table).
CREATE FUNCTION app.protect(relation regclass, scope text DEFAULT 'organization', privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
                            key name DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql AS
$$
DECLARE
    tenant_key name := CASE scope WHEN 'platform' THEN NULL WHEN 'person' THEN coalesce(key, 'user_id') ELSE coalesce(key, 'organization_id') END;
    identity_function text := CASE WHEN scope = 'person' THEN 'auth.uid()' ELSE 'app.org_id()' END;
    sequence text;
BEGIN
    INSERT INTO app.scopes (table_name, scope, key_column)
    SELECT n.nspname || '.' || c.relname, protect.scope, tenant_key
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
    -- A tenant that the statistics do not know yet would count as one without rows, to which any index leads as well as the right one.
    -- Without them each counts as an average one.
    IF tenant_key = 'organization_id' THEN
        EXECUTE format('ALTER TABLE %s ALTER organization_id SET STATISTICS 0', relation);
    END IF;
    IF scope = 'platform' THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE POLICY tenant_isolation ON %s FOR ALL TO tenantry_app USING (%I = %s) WITH CHECK (%I = %s)',
                   relation, tenant_key, identity_function, tenant_key, identity_function);
    IF scope = 'member' THEN
        EXECUTE format('CREATE POLICY user_isolation ON %s AS RESTRICTIVE FOR ALL TO tenantry_app '
                       'USING (user_id = app.reader()) WITH CHECK (user_id = app.reader())', relation);
    END IF;
    EXECUTE format('CREATE POLICY admin_access ON %s FOR ALL TO tenantry_admin USING (true) WITH CHECK (true)', relation);
    EXECUTE format('GRANT %s ON %s TO tenantry_app', privileges, relation);
    EXECUTE format('GRANT SELECT ON %s TO tenantry_admin', relation);
    -- Ids are drawn in blocks, before the insert.
    FOR sequence IN SELECT d.objid::regclass FROM pg_depend d WHERE d.refobjid = relation AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass
            AND (SELECT relkind FROM pg_class WHERE oid = d.objid) = 'S' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO tenantry_app', sequence);
    END LOOP;
    -- What was done stays on record. (The first tables are older than organizations, which see to them.)
    IF tenant_key = 'organization_id' AND relation IS DISTINCT FROM to_regclass('public.audit_logs') AND to_regclass('public.organizations') IS NOT NULL
       AND (SELECT relnamespace FROM pg_class WHERE oid = relation) = 'public'::regnamespace THEN
        PERFORM app.go_with_organization(relation);
    END IF;
END
$$;

-- Of a tenant's table whose rows are the tenant's or one member's own: those of others are seen and written by nobody else.
CREATE FUNCTION app.keep_own(relation regclass, own_column name) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE app.scopes s SET own_column = keep_own.own_column
    WHERE s.table_name = (SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation);
    EXECUTE format('CREATE POLICY owner_isolation ON %1$s AS RESTRICTIVE FOR ALL TO tenantry_app '
                   'USING (%2$I IS NULL OR %2$I = app.reader()) WITH CHECK (%2$I IS NULL OR %2$I = app.reader())', relation, own_column);
END
$$;

-- Of a tenant's table whose rows are the tenant's or some members' alone: an array of these, or null. Others neither see nor write them.
CREATE FUNCTION app.keep_among(relation regclass, readers_column name) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    UPDATE app.scopes s SET readers_column = keep_among.readers_column
    WHERE s.table_name = (SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation);
    EXECUTE format('CREATE POLICY reader_isolation ON %1$s AS RESTRICTIVE FOR ALL TO tenantry_app '
                   'USING (%2$I IS NULL OR app.reader() = ANY (%2$I)) WITH CHECK (%2$I IS NULL OR app.reader() = ANY (%2$I))', relation, readers_column);
END
$$;

-- Opens a protected table to one more role, which sees every tenant's rows: for the worker's queues (and
-- whether to serve them) and for the NOLOGIN owners of definer functions, whose bodies carry the tenant predicate themselves.
CREATE FUNCTION app.open_to(relation regclass, grantee name, privileges text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    IF grantee NOT IN ('tenantry_worker', 'tenantry_search', 'tenantry_provisioner', 'tenantry_auth') THEN
        RAISE EXCEPTION 'app.open_to: % serves requests in a tenant''s name', grantee;
    END IF;
    EXECUTE format('CREATE POLICY %I ON %s FOR ALL TO %I USING (true) WITH CHECK (true)', grantee || '_access', relation, grantee);
    EXECUTE format('GRANT %s ON %s TO %I', privileges, relation, grantee);
END
$$;

-- Makes app.<finder>(organization, sought): the ids of the tenant's rows that tell one of the texts. Row security would keep what compares arrays
-- from its index, so it runs as a role that sees every row. The query, of one column of that type, names the organization for each table.
CREATE FUNCTION app.make_finder(finder name, ids regtype, query text) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format($definition$
        CREATE FUNCTION app.%I(organization uuid, sought text[]) RETURNS SETOF %s
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
        $body$
        BEGIN
            PERFORM app.require_tenant(organization);
            RETURN QUERY %s;
        END
        $body$
    $definition$, finder, ids, query);
    GRANT CREATE ON SCHEMA app TO tenantry_provisioner;
    EXECUTE format('ALTER FUNCTION app.%I(uuid, text[]) OWNER TO tenantry_provisioner', finder);
    REVOKE CREATE ON SCHEMA app FROM tenantry_provisioner;
    EXECUTE format('GRANT EXECUTE ON FUNCTION app.%I(uuid, text[]) TO tenantry_app', finder);
END
$$;

-- Keeps updated_at true for writers that forget it.
CREATE FUNCTION app.touch_on_update(relation regclass) RETURNS void
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('CREATE TRIGGER update_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column()', relation);
END
$$;

-- How texts are compared: one function, on both sides of every comparison. See src/docs/decisions/0022-one-text.md.

DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database has the encoding %; texts of all scripts need UTF8', current_setting('server_encoding');
    END IF;
END
$$;

-- What a text is equal, sorted and found by: two texts mean the same where this is the same of both. Without regard to case, to
-- Unicode form, to the accents of Latin, Greek and Cyrillic letters and the points of Arabic and Hebrew ones, to invisible
-- characters and to how many spaces there are. Marks that are letters stay (vowel signs, nukta, voicing of kana, hamza, й).
-- A text that would be nothing stays what it is, so that it is not equal to all others of its kind.
-- The tables are here because the server's own depend on its version, its locale and what it was built with.
CREATE FUNCTION app.fold(value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
    folded text COLLATE "C" := value;
BEGIN
    IF octet_length(folded) > char_length(folded) THEN
        -- A spacing accent alone would come apart into a space and a mark.
        folded := translate(folded, '´', '''');
        -- A word in one character would become so long that no index takes a name of them.
        IF folded ~ '[\u3300-\u3357\uFDFA\uFDFB]' THEN
            folded := normalize(folded, NFD);
        ELSE
            folded := normalize(folded, NFKD);
        END IF;
        folded := replace(folded, U&'\0438\0306', 'й');
        folded := replace(replace(folded, U&'\0418\0306', 'й'), U&'\0345', 'ι');
        folded := regexp_replace(folded, '[\u0300-\u036F\u0483-\u0489\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F'
            '\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u0652\u0656-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED'
            '\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E0FFF]+', '', 'g');
    END IF;
    IF octet_length(folded) > char_length(folded) THEN
        IF folded ~ '[\u00AB-\u00BB\u02B9-\u02C8\u2010-\u2033\u2212]' THEN
            folded := translate(folded,
                '‘’‚‛ʹʻʼʽˈ′“”„‟«»″‐‒–—―−',
                '''''''''''''''''''''"""""""------');
        END IF;
        IF folded ~ '[\u00C6-\u024F]' THEN
            folded := translate(folded,
                'ÆÐØÞðøĐđĦħıŁłŊŋŒŦŧƀƁƂƃƄƆƇƈƉƊƋƌƎƏƐƑƒƓƔƖƗƘƙƚƜƝƞƟƢƤƥƦƧƩƫƬƭƮƱƲƳƴƵƶƷƸƼǤǥǶǷȜȠȡȢȤȥȴȵȶȷȺȻȼȽȾȿɀɁɃɄɅ'
                'ɆɇɈɉɊɋɌɍɎɏ',
                'ædoþdoddhhillnnœttbbbbƅɔccddddǝəɛffgɣɩikklɯnnɵƣppʀƨʃttttʊvyyzzʒƹƽggƕƿȝndȣzzlntjaccltszɂbʉʌ'
                'eejjqqrryy');
        END IF;
        IF folded ~ '[\u0253-\u02A0\u1D6C-\u1D99\u1E9E\u1EFA-\u1EFF\u2132\u2183\u2C60-\u2C7F\uA722-\uA7F5\uAB34-\uAB5A\U0001DF09-\U0001DF2A]' THEN
            folded := translate(folded,
                'ɓɕɖɗɠɦɨɫɬɭɱɲɳɼɽɾʂʈʋʐʑʝʠᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵽᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶑᶒᶖᶙẞỺỼỾỿℲↃⱠⱡⱢⱣⱤⱥⱦⱧⱨⱩⱪⱫⱬⱭⱮⱯⱰⱱⱲⱳⱴⱵⱸⱺⱾⱿꜢꜤꜦ'
                'ꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝁꝂꝃꝄꝅꝆꝈꝉꝊꝋꝌꝍꝎꝐꝑꝒꝓꝔꝕꝖꝗꝘꝙꝚꝜꝞꝟꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞎꞐꞑꞒꞓꞔꞕꞖꞗꞘꞙꞚꞜꞞꞠꞡꞢꞣꞤꞥꞦꞧꞨꞩꞪꞫꞬꞭꞮꞰꞱꞲꞳ'
                'ꞴꞶꞸꞹꞺꞼꞾꟀꟂꟄꟅꟆꟇꟈꟉꟊꟋꟌꟍꟐꟖꟘꟚꟜꟵꬴꬷꬸꬹꬺꬻꭉꭎꭒꭖꭗꭘꭙꭚ𝼉𝼑𝼓𝼖𝼚𝼛𝼝𝼞𝼥𝼦𝼧𝼨𝼩𝼪',
                'bcddghilllmnnrrrstvzzjqbdfmnprrstzpbdfgklmnprsvxzadeiußỻỽyyⅎↄlllprathhkkzzɑmɐɒvwwvⱶeoszꜣꜥꜧ'
                'ꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿkkkkkkꝇllooooꝏppppppqqqqꝛꝝvvꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥlnnccchbbffꞛꞝꞟggkknnrrsshɜɡlɪʞʇjꭓ'
                'ꞵꞷuuꞻꞽꞿꟁꟃcszddssɤssꟑꟗꟙꟛƛꟶelllmnruuxxxxytllriocsdlnrst');
        END IF;
        IF folded ~ '[\u0370-\u03FF]' THEN
            folded := translate(folded,
                'ͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςϏϘϚϜϞϠϷϺϽϾϿ',
                'ͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωσϗϙϛϝϟϡϸϻͻͼͽ');
        END IF;
        IF folded ~ '[\u0402-\u042F]' THEN
            folded := translate(folded,
                'ЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
                'ђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюя');
        END IF;
        IF folded ~ '[\u0460-\u052E\u1C80-\u1C89\uA640-\uA69A]' THEN
            folded := translate(folded,
                'ѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮᲀᲁᲂᲃᲄᲅᲆᲇ'
                'ᲈᲉꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚ',
                'ѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯвдосттъѣ'
                'ꙋᲊꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛ');
        END IF;
        IF folded ~ '[\u03E2-\u03EE\u0531-\u0556\u10A0-\u10CD\u13A0-\u13F5\u1C90-\u1CBF\u2C00-\u2C2F\u2C80-\u2CF2\U00010400-\U00010427\U000104B0-\U000104D3\U00010570-\U00010595\U00010C80-\U00010CB2\U00010D50-\U00010D65\U000118A0-\U000118BF\U00016E40-\U00016E5F\U0001E900-\U0001E921]' THEN
            folded := translate(folded,
                'ϢϤϦϨϪϬϮⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎ'
                'ՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹ'
                'ᲺᲽᲾᲿᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵ'
                'ⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯ𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧𐒰𐒱'
                '𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔'
                '𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲𐵐𐵑𐵒𐵓𐵔𐵕𐵖𐵗𐵘𐵙𐵚𐵛𐵜𐵝𐵞𐵟𐵠𐵡𐵢𐵣𐵤𐵥𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿𖹀𖹁𖹂𖹃𖹄𖹅'
                '𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡',
                'ϣϥϧϩϫϭϯⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվ'
                'տրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹ'
                'ჺჽჾჿꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽ'
                'ⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟ𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏𐓘𐓙'
                '𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔'
                '𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲𐵰𐵱𐵲𐵳𐵴𐵵𐵶𐵷𐵸𐵹𐵺𐵻𐵼𐵽𐵾𐵿𐶀𐶁𐶂𐶃𐶄𐶅𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟𖹠𖹡𖹢𖹣𖹤𖹥'
                '𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃');
        END IF;
        folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
        folded := normalize(folded, NFC);
    END IF;
    folded := regexp_replace(translate(lower(folded), '`', ''''), '[\u0001-\u0020\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+', ' ', 'g');
    RETURN coalesce(nullif(btrim(folded), ''), normalize(value, NFKC));
END
$$;
-- The same of each: for lists of values.
CREATE FUNCTION app.fold(given text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT app.fold(v) FROM unnest(given) WITH ORDINALITY AS t (v, n) ORDER BY n);
GRANT EXECUTE ON FUNCTION app.fold(text), app.fold(text[]) TO PUBLIC;

-- A label of a domain in its own script where it is in the ASCII form of IDNA (Punycode, RFC 3492); what is none stays what it is.
CREATE FUNCTION app.idn_label(label text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
    encoded text := lower(substr(label, 5));
    hyphen  int := length(encoded) - strpos(reverse(encoded), '-') + 1;
    points  bigint[] := '{}';
    point   bigint := 128;
    place   bigint := 0;
    bias    bigint := 72;
    before  bigint;
    weight  bigint;
    digit   bigint;
    bound   bigint;
    step    bigint;
    delta   bigint;
BEGIN
    IF label !~* '^xn--[a-z0-9-]{1,59}$' THEN
        RETURN label;
    END IF;
    IF strpos(encoded, '-') > 0 THEN
        points := ARRAY(SELECT ascii(c) FROM regexp_split_to_table(left(encoded, hyphen - 1), '') AS c WHERE c <> '');
        encoded := substr(encoded, hyphen + 1);
    END IF;
    WHILE encoded <> '' LOOP
        before := place;
        weight := 1;
        step := 36;
        LOOP
            digit := strpos('abcdefghijklmnopqrstuvwxyz0123456789', left(encoded, 1)) - 1;
            encoded := substr(encoded, 2);
            place := place + digit * weight;
            bound := greatest(1, least(26, step - bias));
            -- An end within a number, or one that no character has.
            IF digit < 0 OR place > 100000000 THEN
                RETURN label;
            END IF;
            EXIT WHEN digit < bound;
            IF encoded = '' THEN
                RETURN label;
            END IF;
            weight := weight * (36 - bound);
            step := step + 36;
        END LOOP;
        delta := (place - before) / CASE WHEN before = 0 THEN 700 ELSE 2 END;
        delta := delta + delta / (cardinality(points) + 1);
        bias := 0;
        WHILE delta > 455 LOOP
            delta := delta / 35;
            bias := bias + 36;
        END LOOP;
        bias := bias + 36 * delta / (delta + 38);
        point := point + place / (cardinality(points) + 1);
        place := place % (cardinality(points) + 1);
        IF point > 1114111 OR point BETWEEN 55296 AND 57343 THEN
            RETURN label;
        END IF;
        points := points[:place] || point || points[place + 1:];
        place := place + 1;
    END LOOP;
    RETURN coalesce((SELECT string_agg(chr(p::int), '' ORDER BY n) FROM unnest(points) WITH ORDINALITY AS t (p, n)), label);
END
$$;
-- What an address or a domain is searched by: as it was written, in its ASCII form, and in its own script.
CREATE FUNCTION app.address_forms(written text, canonical text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
BEGIN
    -- By itself: a query, even one that is not run, costs an executor for every row that is written.
    IF canonical NOT ILIKE '%xn--%' THEN
        RETURN written;
    END IF;
    RETURN written || ' ' || canonical || ' '
        || CASE WHEN strpos(canonical, '@') > 0 THEN split_part(canonical, '@', 1) || '@' ELSE '' END
        || (SELECT string_agg(app.idn_label(part), '.' ORDER BY n)
            FROM regexp_split_to_table(split_part(canonical, '@', -1), '\.') WITH ORDINALITY AS t (part, n));
END
$$;
GRANT EXECUTE ON FUNCTION app.idn_label(text), app.address_forms(text, text) TO PUBLIC;
