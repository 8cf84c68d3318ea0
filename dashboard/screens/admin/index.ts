export {
  NotFound as Members,
  NotFound as Member,
  NotFound as Invitations,
  NotFound as ServiceUsers,
  NotFound as Credentials,
  NotFound as Events,
  NotFound as Settings,
} from '../../parts/whole-page';
