import type { ScimDirectory, ScimGroup } from '../../directory/index';
import { GROUP_SCHEMA } from '../../scim/discovery';
import { parseFilter } from '../../scim/filter';
import { patchGroup, readGroup } from '../../scim/group';
import { GROUP_ATTRIBUTES } from '../../scim/group-attributes';
import { readPatch } from '../../scim/patch';
import type { Resource } from '../../scim/projection';
import type { Projection } from '../../scim/scim-request';
import { given, listAnswer, metaOf, type Resources, resourceAnswer } from './scim-resources';

/** Returns the resources of `/Groups`. */
export function groupResources(directory: ScimDirectory, base: string): Resources {
  const resourceOf = (group: ScimGroup) => groupResource(group, base);
  const withMembers = async (id: string, projection: Projection) =>
    resourceOf(await directory.findGroup(id, wantsMembers(projection)));
  return {
    async list(request) {
      const { filter, startIndex, count, projection } = request;
      const { total, items } = await directory.listGroups({
        filter: filter === undefined ? undefined : parseFilter(filter, GROUP_ATTRIBUTES),
        startIndex,
        count,
        withMembers: wantsMembers(projection),
      });
      return listAnswer(items.map(resourceOf), total, request);
    },
    async create(request, body) {
      const { id } = await directory.addGroup(readGroup(body));
      return resourceAnswer(await withMembers(id, request.projection), request, 201);
    },
    async find(request, id) {
      return resourceAnswer(await withMembers(id, request.projection), request);
    },
    async replace(request, id, body) {
      await directory.changeGroup(id, readGroup(body));
      return resourceAnswer(await withMembers(id, request.projection), request);
    },
    async patch(_request, id, body) {
      await directory.changeGroup(id, patchGroup(readPatch(body)));
      // Without the members, of which there may be many: Microsoft Entra expects it.
      return { status: 204 };
    },
    async remove(id) {
      await directory.removeGroup(id);
      return { status: 204 };
    },
  };
}

function wantsMembers({ attributes, excluded }: Projection): boolean {
  if (excluded.includes('members')) return false;
  return attributes?.some((name) => name === 'members' || name.startsWith('members.')) ?? true;
}

function groupResource(group: ScimGroup, base: string): Resource {
  const { id, displayName, externalId, members } = group;
  return given({
    schemas: [GROUP_SCHEMA],
    id,
    externalId,
    displayName,
    members,
    meta: metaOf({ ...group, resourceType: 'Group', location: `${base}/Groups/${id}` }),
  });
}
