// A page of calls by a client that is generated from /openapi.json: it has to compile.
import createClient from 'openapi-fetch';
import type { components, operations, paths } from './api';

type Contact = components['schemas']['Contact'];
type Workflow = components['schemas']['WorkflowRequest'];
type Step = components['schemas']['WorkflowStep'];
type Filters = operations['listContacts']['parameters']['query'];

export async function calls(baseUrl: string, token: string): Promise<string[]> {
    const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

    const company = await api.POST('/api/v1/companies', { body: { name: 'Analytical Engines', sector: 'technology' } });
    const companyId: string = company.data!.id;

    const contact = await api.POST('/api/v1/contacts', {
        params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
        body: { name: 'Charles Babbage', companyId },
    });
    const id: string = contact.data!.id;

    const read = await api.GET('/api/v1/contacts/{id}', { params: { path: { id } } });
    const one: Contact = read.data!;
    const changed = await api.PATCH('/api/v1/contacts/{id}', {
        params: { path: { id: one.id }, header: { 'If-Match': read.response.headers.get('ETag')! } },
        body: { phone: null, jobTitle: 'Inventor' },
    });

    const query: Filters = { limit: 10, sort: '-createdAt', filter: 'name[contains]:"Babbage"', total: true };
    const list = await api.GET('/api/v1/contacts', { params: { query } });
    const names: string[] = list.data!.results.map((found) => found.name);

    const deal = await api.POST('/api/v1/opportunities', {
        body: { name: 'Difference engine', amount: { amount: '1500.00', currency: 'USD' }, contactId: id },
    });
    await api.PUT('/api/v1/opportunities/{id}/stage', { params: { path: { id: deal.data!.id } }, body: { stage: 'Won' } });

    const batch = await api.POST('/api/v1/tasks/batch/create', {
        body: { inputs: [{ properties: { title: 'Call back', contactId: id }, traceId: 'row-1' }] },
    });
    const statuses: string[] = batch.data!.results.map((result) => result.status);

    const refused = await api.POST('/api/v1/contacts', { body: { name: '' } });
    const codes: string[] = refused.error!.errors?.map((error) => error.code) ?? [];

    const made: string[] = [];
    for (const body of [afterAWin, oneOfEach]) {
        const workflow = await api.POST('/api/v1/workflows', { body });
        const { trigger, steps } = workflow.data!;
        made.push(trigger.type === 'event' ? trigger.event : trigger.type, ...steps.map(about));
    }

    await api.DELETE('/api/v1/contacts/{id}', { params: { path: { id } } });
    return [changed.data!.jobTitle ?? '', ...names, ...statuses, ...codes, ...made];
}

const afterAWin: Workflow = {
    name: 'After a win',
    trigger: {
        type: 'event', event: 'opportunity.closed',
        filter: [{ field: 'trigger.status', operator: 'eq', value: 'won' }],
    },
    steps: [{ type: 'create_task', config: { title: 'Send {{contact.name}} the contract for {{trigger.name}}' } }],
};

const oneOfEach: Workflow = {
    name: 'One of each',
    trigger: { type: 'manual' },
    steps: [
        { type: 'condition', config: { field: 'contact.email', operator: 'exists', onFalse: 6 } },
        { type: 'create_task', name: 'Call', config: { title: 'Call', dueIn: 'P1D', priority: 'high' } },
        { type: 'update_contact', config: { fields: { jobTitle: 'Inventor' } }, retryConfig: { maxRetries: 1 } },
        { type: 'delay', config: { duration: 'PT1H' } },
        { type: 'send_email', config: { to: ['{{contact.email}}'], subject: 'Hello', text: 'Hello' }, next: 5 },
        { type: 'webhook', config: { url: 'https://hooks.example/hello', payload: { id: '{{contact.id}}' } } },
    ],
};

/** What a step is about: its type tells which config it has. */
function about(step: Step): string {
    switch (step.type) {
        case 'condition': return step.config.field ?? step.config.expression ?? '';
        case 'create_task': return step.config.title;
        case 'update_contact': return Object.keys(step.config.fields).join();
        case 'delay': return step.config.duration ?? '';
        case 'send_email': return step.config.to.join();
        case 'webhook': return step.config.url;
        default: return step.type;
    }
}
