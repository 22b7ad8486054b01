#!/usr/bin/env bash
# Rondo on Kubernetes, through spark-submit.
#
#   submit-k8s.sh --master k8s://https://HOST:PORT --image IMAGE [options] COMMAND ...
#
#   --deploy-mode cluster   the driver runs in a pod; this script waits until it ends (what happens
#                           without the option)
#   --deploy-mode client    the driver runs here, and executors must be able to reach it
#   --image IMAGE           container image with Spark 4 and a JDK 17 or later
#   --namespace NAME        where the pods run
#   --service-account NAME  that the driver makes executors with
#   --num-executors N       executors in all
#   --executor-cores N, --executor-memory SIZE, --driver-memory SIZE
#   --secure FILE           security settings: conf/secure.conf; Spark makes the secret itself
#   --jar JAR               Rondo's jar: local:///PATH in the image, or a URI; without, the one that
#                           is built here, for which spark.kubernetes.file.upload.path must be set
#   --dry-run               print the command of spark-submit and do not run it
#   -h, --help              print this
#
# Any other option before COMMAND goes to spark-submit. SPARK_HOME is a Spark 4 distribution; where
# it is not set, the spark-submit on the PATH is used.
#
# In cluster mode a job file of this machine is sent along, through
# spark.kubernetes.file.upload.path. Data and output must be where all pods find them: S3, HDFS, a
# volume.
#
#   submit-k8s.sh --master k8s://https://10.0.0.1:6443 --image registry/spark:4.1.0 \
#     --service-account spark --num-executors 8 --executor-cores 4 \
#     --conf spark.kubernetes.file.upload.path=s3a://bucket/upload \
#     train --config conf/language-model.conf --set data.path=s3a://bucket/text \
#     --set rounds.shards=8 --output s3a://bucket/runs/1
#
# Exits as docs/commands.md says in client mode; in cluster mode look at the driver's pod.
set -euo pipefail
# shellcheck source=submit-scripts/common.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common.sh"
# shellcheck source=submit-scripts/submit.sh
source "$root/submit-scripts/submit.sh"

take_option() {
  case $1 in
    --image) submit+=(--conf "spark.kubernetes.container.image=$2") ;;
    --namespace) submit+=(--conf "spark.kubernetes.namespace=$2") ;;
    --service-account)
      submit+=(--conf "spark.kubernetes.authenticate.driver.serviceAccountName=$2")
      ;;
    *) common_option "$@" ;;
  esac
}

check_cluster() {
  [[ $master == k8s://* ]] ||
    fail 64 "--master: got '$master', expected the URL of an API server, for example k8s://https://host:6443"
  [[ -n $(setting spark.submit.deployMode) ]] || submit+=(--deploy-mode cluster)
  [[ -n $(setting spark.kubernetes.container.image) || -n $(setting spark.kubernetes.executor.container.image) ]] ||
    fail 64 "no container image was given; pass --image IMAGE"
}

prepare_submit "$@"
exec "$spark_submit" "${options[@]}"
