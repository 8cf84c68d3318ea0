export {
  NotFound as Enroll,
  NotFound as Profile,
  NotFound as Security,
  NotFound as Sessions,
  NotFound as OwnCredentials,
  NotFound as Activity,
} from '../../parts/whole-page';
