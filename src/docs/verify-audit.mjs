// Verifies a bundle of an audit log (GET /api/v1/audit-logs/bundle) by nothing of ours. Exits with 0: verified, 1: not, 2: it cannot be tried.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
const USAGE = 'usage: verify-audit.mjs FILE [--keys KEYS.json] [--head SAVED-HEAD]...';
const end = (code, text) => { console.log(text); process.exit(code); };
const fail = (why) => end(1, `not verified: ${why}`), misused = (why) => end(2, why), attempt = (work, otherwise) => { try { return work(); } catch { return otherwise(); } };
const hex = (text) => Buffer.from(text ?? '', 'hex');
const hash = (...parts) => parts.reduce((sha, part) => sha.update(part), createHash('sha256')).digest();
const canonical = (value) => typeof value === 'string' ? JSON.stringify(value) // RFC 8785, of texts and objects of texts
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
const read = (path) => attempt(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)), () => misused(`${path} cannot be read as text`));
const text = (value) => typeof value === 'string' && value !== '', size = (value) => Number.isSafeInteger(value) && value >= 0, list = Array.isArray;
const like = (form) => (value) => typeof value === 'string' && form.test(value), sum = like(/^[0-9a-f]{64}$/), salt = like(/^([0-9a-f]{2})+$/);
const texts = (value) => Object(value) === value && !list(value) && Object.values(value).every((one) => typeof one === 'string');
const kinds = { format: text, organizationId: text, from: size, to: size, head: text, keys: list, previousHash: sum, around: (all) => list(all) && all.every(sum),
  position: size, id: text, createdAt: text, expiresAt: text, entry: texts, values: texts, digests: texts, erased: (is) => is === true, salt, valueSalt: salt,
  bodyHash: sum, leafHash: sum, chainHash: sum, subtreeHashes: like(/^([0-9a-f]{64})*$/) };
const HEADER = ['format organizationId from to head keys previousHash around', ''], SEAL = 'position id createdAt bodyHash leafHash previousHash chainHash subtreeHashes';
const LINE = [['head', ''], ['id', 'position'], [SEAL, 'expiresAt'], [`${SEAL} entry values digests`, 'expiresAt salt valueSalt'], [`${SEAL} entry values digests erased`, 'expiresAt salt']];
function strict(line, number, ...forms) { // each name once, of those that are known, and each value of its kind
  const names = (one) => Object(one) !== one ? 0 : Object.values(one).reduce((all, inner) => all + names(inner), list(one) ? 0 : Object.keys(one).length);
  const fits = (one, [needed, possible]) => needed.split(' ').every((name) => Object.hasOwn(one, name))
    && Object.keys(one).every((name) => `${needed} ${possible}`.split(' ').includes(name) && kinds[name](one[name]));
  const json = attempt(() => JSON.parse(line), () => null);
  const isOnce = Object(json) === json && names(json) === line.match(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)?.filter((token) => token.endsWith(':')).length;
  return isOnce && forms.some((form) => fits(json, form)) ? json
    : fail(`the line ${number} is not of a bundle's form: it has a member twice, one that a bundle does not know, one too few, or one of another kind`);
}
const usable = (set) => (list(set?.keys) ? set.keys : []).filter(({ kty, crv, x, y, kid }) => kty === 'EC' && crv === 'P-256'
  && attempt(() => kid === hash(canonical({ crv, kty, x, y })).toString('base64url') && createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }), () => false));
function parsed(jws) { // without its signature
  const [start, payload, , more] = jws.split('.'), json = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const [{ alg, kid }, head] = [json(start), json(payload)];
  if (alg !== 'ES256' || more || !text(kid) || !size(head.size) || ![head.root, head.chain].every(text) || !text(head.organizationId) || !(Date.parse(head.time) >= 0)) throw jws;
  return { ...head, kid };
}
const [file, ...options] = process.argv.slice(2), given = [], kept = [];
if (!file || options.length % 2) misused(USAGE);
for (let [option, path] = options.splice(0, 2); option; [option, path] = options.splice(0, 2)) {
  if (option === '--keys') given.push(...attempt(() => [usable(JSON.parse(read(path)))].find((keys) => keys.length).slice(),
    () => misused(`${path} has no key that heads could be signed by: /.well-known/audit-keys.json has them`)));
  else if (option === '--head') kept.push(attempt(() => parsed(read(path).trim()), () => misused(`${path} is no head: it is to be the statement of one, and nothing else`)));
  else misused(USAGE);
}
const [first, ...rest] = read(file).split('\n');
if (attempt(() => JSON.parse(first).format, () => '') !== 'tenantry-audit-bundle/1')
  misused(`${file} is no tenantry-audit-bundle/1: GET /api/v1/audit-logs/bundle tells one, exports of the log are none`);
const header = strict(first, 1, HEADER), { from, to, organizationId } = header, keys = given.length ? given : usable(header), erased = [];
const lines = rest.map((line, at) => line.trim() && strict(line, at + 2, ...LINE)).filter(Boolean), reached = new Set();
const other = kept.find((old) => old.organizationId !== organizationId);
if (other) misused(`${file} is the log of organization ${organizationId}, and a head that was kept is of ${other.organizationId}: neither tells anything of the other`);
let [chain, at, good, last, removed] = [header.previousHash, from, from, null, 0];
function signed(jws) {
  const head = attempt(() => parsed(jws), () => fail('what stands for a head is none')), [, start, signature] = jws.match(/^(.*)\.(.*)$/);
  const key = keys.find((one) => one.kid === head.kid), ecdsa = key && { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  const isSigned = key && head.organizationId === organizationId && verify('sha256', Buffer.from(start), ecdsa, Buffer.from(signature, 'base64url'));
  return isSigned ? head : fail('a head was not signed by a key that is trusted');
}
const head = signed(header.head);
const notSigned = () => fail(`an entry at the positions ${good} to ${at - 1} was changed, removed, added or reordered, and seals were made anew: up to there it is what was signed`);
if (to <= from || to > head.size || (from === 0 && /[^0]/.test(chain))) fail('the bundle does not say which part of the log it is');
function takeHeads() { // on the way: up to each of them the log is what was signed, and whatever somebody has kept still holds
  for (let one; (one = lines[0]?.head && signed(lines.shift().head)); good = at) if (one.size !== at || one.chain !== chain) notSigned();
}
function passed() {
  for (const old of kept.filter((one) => one.size === at)) {
    if (old.chain !== chain) fail(`an entry before position ${at} was changed: a head that was kept says so`);
    reached.add(old);
  }
}
function body({ entry, values, digests: told, salt, valueSalt }) { // some texts as they are, salted digests of all others
  const { id, organization_id, created_at, expires_at, ...clear } = entry, digests = Object.assign(Object.create(null), told);
  for (const [column, value] of Object.entries(values)) {
    const secret = ['old_values', 'new_values', 'changes_json', 'metadata'].includes(column) ? valueSalt : salt;
    const digest = hash(hex(secret), column, '\0', value).toString('hex');
    digests[column] = (digests[column] ?? digest) === digest ? digest : '';
  }
  return hash(canonical({ clear, digests, nonce: hash(hex(salt), 'nonce').toString('hex') })).toString('hex');
}
function leaf() {
  takeHeads();
  const { position, id, createdAt, expiresAt, entry, bodyHash } = last = lines.shift() ?? fail(`the entry at position ${at} was removed, and all behind it`);
  if (!(position >= at)) fail(`the entry ${id} was added, or reordered, at position ${at}`);
  if (position > at) fail(`the entry at position ${at} was ${lines.find((line) => !line.head)?.position === at ? 'reordered' : 'removed'}`);
  const [outer, inner] = [[id, createdAt, expiresAt, organizationId], entry && [entry.id, entry.created_at, entry.expires_at, entry.organization_id]].map((one) => JSON.stringify(one));
  const hashed = hash('\0', canonical({ body: bodyHash, createdAt, id, organizationId, ...(expiresAt && { expiresAt }) }));
  const completes = (at + 1).toString(2).match(/0*$/)[0].length; // so many subtrees
  if (hashed.toString('hex') !== last.leafHash || chain !== last.previousHash || (entry && (inner !== outer || body(last) !== bodyHash)) || last.subtreeHashes.length !== 64 * completes
    || (chain = hash(hex(chain), hashed).toString('hex')) !== last.chainHash) fail(`the entry ${id} at position ${at} was changed, or its seal was`);
  if (!entry && !(Date.parse(expiresAt) <= Date.parse(head.time))) fail(`the entry ${id} at position ${at} was removed before it expired`);
  removed += entry ? 0 : 1;
  if (last.erased) erased.push(id);
  at += 1;
  passed();
  return hashed;
}
function root(begin, end) { // RFC 9162, 2.1.1; of what is not in the bundle it has the hashes
  if (end <= from || begin >= to) return hex(header.around.shift() ?? fail('the bundle lacks hashes of what is around it'));
  if (end - begin === 1) return leaf();
  const height = Math.ceil(Math.log2(end - begin)) - 1;
  const node = hash('\x01', root(begin, begin + 2 ** height), root(begin + 2 ** height, end));
  const isOwn = end - begin === 2 ** (height + 1) && end <= to; // a complete subtree, which its last leaf has stated
  if (isOwn && !last.subtreeHashes.startsWith(node.toString('hex'), height * 64)) fail(`the seal of the entry ${last.id} was changed`);
  return node;
}
passed();
const computed = root(0, head.size).toString('hex');
takeHeads();
if (lines.length) fail(`the entry ${lines[0].id} was added`);
if (computed !== head.root || header.around.length || (head.size === at && head.chain !== chain)) notSigned();
for (const old of kept) {
  if (old.size > head.size) fail(`the entry at position ${head.size} was removed: a head that was kept has ${old.size} entries`);
  if (!reached.has(old) || ((head.size === at ? at : good) === from && old.size === from))
    fail(`a head that was kept has ${old.size} entries, where this bundle does not continue it, or does not reach: export the log from 0`);
}
const which = erased.length ? ` (${erased.slice(0, 10).join(', ')}${erased.length > 10 ? ', …' : ''})` : '';
console.log(`verified: ${to - from} entries of organization ${organizationId}, positions ${from} to ${to - 1} of ${head.size}, as signed at ${head.time} by key ${head.kid}; `
  + `${removed} have expired, values of ${erased.length} were erased${which}`);
if (!given.length) console.log('The keys are those that the bundle itself brings along: whoever has the published ones compares them by --keys.');
